/**
 * Very many cases in a store, written straight into its tables: made by the rules themselves, in every state a case has, with
 * the files, comments and rounds that come with it. The bytes are nowhere.
 */
import { columnsOf, draftOf } from '../../demo/server/cases.ts';
import { readConfiguration } from '../../demo/server/configuration-store.ts';
import type { Database } from '../../demo/server/database/database.ts';
import { audit, customers, verifications } from '../../demo/server/database/schema.ts';
import { newCaseState, type CaseDocument, type CaseDraft, type CaseFile } from '../../demo/server/domain/case.ts';
import { addComment, startRenewal } from '../../demo/server/domain/conversation.ts';
import { decideDocument, decideWhole } from '../../demo/server/domain/review.ts';
import { submit } from '../../demo/server/domain/submission.ts';
import { hashOf, newId } from '../../demo/server/identifiers.ts';

type Configuration = Awaited<ReturnType<typeof readConfiguration>>;

const givenNames = ['Ada', 'Noor', 'Zoë', 'Dmitri', 'Chipo', 'Ærø', 'Σοφία', 'محمد', 'Jürgen', 'Mei'];
const familyNames = ['Example', 'Specimen', 'Muster', 'Sample', 'Probe', 'Παράδειγμα', 'مثال', 'Ejemplo', 'Voorbeeld', 'Vzorek'];
const minuteMs = 60_000;
const batch = 250;

/** Called `<given> <family> <number>`, with ids `many-<number>`; one case a minute, the last one now. */
export async function seedCases(database: Database, count: number): Promise<void> {
  const configuration = await readConfiguration(database);
  const end = Date.now();
  for (let first = 0; first < count; first += batch) {
    const made = Array.from({ length: Math.min(batch, count - first) }, (_, index) =>
      makeCase(configuration, first + index, new Date(end - (count - first - index) * minuteMs)));
    await database.insert(customers).values(made.map(({ draft, createdAt }) => ({ ...draft.customer, people: [], createdAt })));
    await database.insert(verifications).values(made.map(({ draft, createdAt }) => ({
      id: draft.id, customerId: draft.customer.id, version: draft.version, state: draft.state, ...columnsOf(draft), createdAt, updatedAt: draft.now,
    })));
    await database.insert(audit).values(made.flatMap(({ draft }) => draft.audit.map((entry) => ({ at: draft.now, verificationId: draft.id, version: draft.version, ...entry }))));
  }
}

function makeCase(configuration: Configuration, number: number, createdAt: Date): { draft: CaseDraft; createdAt: Date } {
  const id = `many-${number}`;
  const name = `${givenNames[number % 10]} ${familyNames[Math.trunc(number / 10) % 10]} ${number}`;
  const customer = {
    id, name, email: `${id}@customers.example`, type: 'individual' as const, locale: 'en' as const,
    status: 'approval_pending' as const, restrictions: [], people: [], createdAt,
  };
  const row = {
    id: newId('ver'), customerId: id, status: 'collecting', version: 1, state: newCaseState(), waitingSince: null, searchText: '', clockAt: null, erasableFrom: null,
    createdAt, updatedAt: createdAt,
  };
  const draft = draftOf({ verifications: row, customers: customer }, configuration, createdAt);
  lives[number % lives.length]?.(draft);
  return { draft, createdAt };
}

/** What became of a case; a fifth of them waits for the provider. */
const lives: readonly ((draft: CaseDraft) => void)[] = [
  (draft) => bring(draft, 1),
  (draft) => send(draft, 2),
  (draft) => send(draft, 3),
  (draft) => {
    send(draft, 2);
    sendBack(draft);
  },
  (draft) => {
    send(draft, 3);
    sendBack(draft);
    bring(draft, 1);
    submitAll(draft);
    decideWhole(draft, { decision: 'complete' }, 'Rita Reviewer');
  },
  (draft) => {
    send(draft, 4);
    decideWhole(draft, { decision: 'complete' }, 'Otto Other');
  },
  (draft) => {
    send(draft, 2);
    decideWhole(draft, { decision: 'reject', message: 'We cannot verify this.' }, 'Rita Reviewer');
  },
  (draft) => {
    send(draft, 2);
    decideWhole(draft, { decision: 'complete' }, 'Rita Reviewer');
    startRenewal(draft, { dueAt: '2036-01-01T00:00:00Z', reason: 'periodic' }, 'Rita Reviewer');
  },
  (draft) => {
    send(draft, 3);
    decideWhole(draft, { decision: 'complete' }, 'Otto Other');
  },
  () => undefined,
];

function send(draft: CaseDraft, documents: number): void {
  bring(draft, documents);
  submitAll(draft);
}

function sendBack(draft: CaseDraft): void {
  const [document] = draft.state.documents;
  if (!document) return;
  decideDocument(draft, { documentId: document.id, decision: 'reject', fileId: document.files[0]?.id, reason: 'glare', message: 'The name is hidden.' }, 'Rita Reviewer');
  addComment(draft, { body: 'Please take it again near a window, without the lamp above it.', documentId: document.id }, 'Rita Reviewer');
  decideWhole(draft, { decision: 'request_changes', message: 'One picture is not clear enough.' }, 'Rita Reviewer');
  next(draft);
}

/** Documents of one category after the other; those sent back are replaced first. */
function bring(draft: CaseDraft, count: number): void {
  for (const document of draft.state.documents) if (document.status === 'rejected') document.status = 'replaced';
  for (let index = 0; index < count; index += 1) {
    const category = draft.state.categories[index % draft.state.categories.length];
    const type = category?.documentTypes[0];
    if (category && type) draft.state.documents.push(makeDocument(draft, { categoryId: category.id, documentTypeId: type.id, sides: [...type.sides] }));
  }
  addComment(draft, { body: 'Thank you for the documents. We look at them within a day.' }, 'Otto Other');
  next(draft);
}

function submitAll(draft: CaseDraft): void {
  const documentIds = draft.state.documents.filter(({ status }) => status === 'uploaded').map(({ id }) => id);
  submit(draft, { version: draft.version, documentIds }, 'manual');
  next(draft);
}

/** As saving does. */
function next(draft: CaseDraft): void {
  (draft as { version: number }).version += 1;
}

function makeDocument(draft: CaseDraft, kind: Pick<CaseDocument, 'categoryId' | 'documentTypeId' | 'sides'>): CaseDocument {
  const createdAt = draft.now.toISOString();
  return {
    id: newId('doc'), ...kind, fields: {}, status: 'uploaded', reason: null, expiresAt: null, replaces: null,
    files: kind.sides.map((side) => makeFile(side, createdAt)), version: draft.version, submissionId: null, createdAt,
  };
}

function makeFile(side: CaseFile['side'], uploadedAt: string): CaseFile {
  const id = newId('fil');
  const sha256 = hashOf(id);
  return {
    id, side, page: 1, status: 'uploaded', reason: null, fileName: `${side}.jpg`, mediaType: 'image/jpeg', sizeBytes: 2_412_345, sha256, uploadedAt,
    uploadId: newId('upl'), uploadExpiresAt: uploadedAt, swaps: null,
    received: { storageKey: sha256.slice(0, 32), sizeBytes: 2_412_345, sha256, thumbnailKey: sha256.slice(32), renditionKey: null },
  };
}
