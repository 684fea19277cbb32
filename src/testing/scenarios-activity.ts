/** The customer at work: files on their way, everything added, sending. */
import { hashBlob } from '../intake/hash.ts';
import { KycError } from '../model/errors.ts';
import { allDocuments, bill } from './cases.ts';
import { never } from './faults.ts';
import { clientWith, nextEvent, type Scenario, type ScenarioRun } from './scenario.ts';
import { document as documentOf, file, specimenFile, verification } from './specimens.ts';

const passport = { documentTypeId: 'passport', side: 'single' } as const;

export const activityScenarios: readonly Scenario[] = [
  {
    name: 'uploading',
    title: 'Uploading',
    description: 'A passport is on its way; half of it has arrived.',
    create() {
      const client = clientWith({ documents: [bill('uploaded')] });
      client.holdUploadsAt(0.5, never);
      return {
        client,
        async act(element) {
          const isMoving = nextEvent(element, 'kyc-upload-progress');
          await element.addFiles('identity', [specimenFile('passport.png')], passport);
          await isMoving;
        },
      };
    },
  },
  {
    name: 'interrupted',
    title: 'Interrupted',
    description: 'The service is busy; the upload goes on by itself in a minute.',
    create: () => broken(0.25, new KycError('server_error', { retryable: true, detail: { status: 503, retryAfterMs: 60_000 } })),
  },
  {
    name: 'storage-full',
    title: 'Storage full',
    description: 'The service has no room for the rest of the file right now.',
    create: () => broken(0.25, new KycError('storage_full', { retryable: true, detail: { status: 507, retryAfterMs: 60_000 } })),
  },
  {
    name: 'other-tab',
    title: 'In another tab',
    description: 'Another tab of this browser is sending the same file.',
    create: () => broken(0, new KycError('other_tab', { retryable: true })),
  },
  {
    name: 'choose-again',
    title: 'Choose the file again',
    description: 'The page was closed while a passport was on its way; the same file goes on where it was.',
    create: leftUnfinished,
  },
  {
    name: 'several-uploads',
    title: 'Several uploads',
    description: 'Four files are on their way; one of them is paused.',
    create() {
      const client = clientWith();
      client.holdUploadsAt(0.5, never);
      return {
        client,
        async act(element) {
          const isMoving = nextEvent(element, 'kyc-upload-progress');
          const [first] = await element.addFiles('identity', [specimenFile('passport.png')], passport);
          const bills = ['electricity-october.pdf', 'water.pdf', 'gas.pdf'].map(specimenFile);
          await element.addFiles('address', bills, { documentTypeId: 'utility_bill', side: 'single' });
          await isMoving;
          await element.pause(first?.uploadId);
        },
      };
    },
  },
  {
    name: 'paused',
    title: 'Paused',
    description: 'The customer has paused an upload.',
    create() {
      const client = clientWith();
      client.holdUploadsAt(0.25, never);
      return {
        client,
        async act(element) {
          const [added] = await element.addFiles('identity', [specimenFile('passport.png')], passport);
          await element.pause(added?.uploadId);
        },
      };
    },
  },
  {
    name: 'refused-file',
    title: 'Refused file',
    description: 'A text file was chosen where pictures and PDFs are taken, and an empty one.',
    create: () => ({
      client: clientWith(),
      async act(element) {
        const notes = new File(['notes'], 'notes.txt', { type: 'text/plain' });
        const empty = new File([], 'empty.png', { type: 'image/png' });
        await element.addFiles('identity', [notes], passport);
        await element.addFiles('address', [empty], { documentTypeId: 'utility_bill', side: 'single' });
      },
    }),
  },
  {
    name: 'failed-upload',
    title: 'Failed upload',
    description: 'The service looked into the file and cannot use it.',
    create() {
      const client = clientWith();
      client.failNext('completeUpload', new KycError('pdf_encrypted', { detail: { status: 422 } }));
      return {
        client,
        async act(element) {
          const hasFailed = nextEvent(element, 'kyc-upload-error');
          await element.addFiles('identity', [specimenFile('passport.pdf')], passport);
          await hasFailed;
        },
      };
    },
  },
  {
    name: 'all-added',
    title: 'All added, not sent',
    description: 'Every category has what it needs; nothing is sent yet.',
    create: () => ({ client: clientWith({ documents: allDocuments('uploaded') }) }),
  },
  {
    name: 'submitting',
    title: 'Submitting',
    description: 'Submit was pressed and the answer has not come yet.',
    create() {
      const client = clientWith({ documents: allDocuments('uploaded') });
      client.delay(never, 'submit');
      return {
        client,
        act(element) {
          // Stays open on purpose: the answer never comes.
          element.submit().catch(() => undefined);
          return Promise.resolve();
        },
      };
    },
  },
  {
    name: 'sent',
    title: 'Just sent',
    description: 'The submission went through; the confirmation is open.',
    create: () => ({
      client: clientWith({ documents: allDocuments('uploaded') }),
      act: (element) => element.submit(),
    }),
  },
  {
    name: 'changed-meanwhile',
    title: 'Changed meanwhile',
    description: 'The provider changed what is asked while the customer pressed Submit.',
    create() {
      const client = clientWith({ documents: allDocuments('uploaded') });
      return {
        client,
        async act(element) {
          const { categories } = client.provider.verification;
          client.provider.configure(categories.filter(({ id }) => id !== 'selfie'));
          await element.submit().catch(() => undefined);
        },
      };
    },
  },
];

/** A passport whose way breaks off, each time, at this share of its bytes. */
function broken(ratio: number, error: KycError): ScenarioRun {
  const client = clientWith({ documents: [bill('uploaded')] });
  client.breakUploadsAt(ratio, error);
  return {
    client,
    async act(element) {
      const isMoving = nextEvent(element, 'kyc-upload-progress');
      await element.addFiles('identity', [specimenFile('passport.png')], passport);
      await isMoving;
    },
  };
}

let runs = 0;

/** What a page leaves behind: the server waits for the rest, and this browser remembers which file it was. */
function leftUnfinished(): ScenarioRun {
  const chosen = specimenFile('passport.png');
  // The browser remembers by customer: no run finds what another left.
  const customer = { ...verification().customer, id: `cus_returning_${++runs}` };
  const begun = file({ id: 'fil_passport', status: 'uploading', fileName: chosen.name, sizeBytes: chosen.size });
  const document = documentOf({ id: 'doc_passport', categoryId: 'identity', documentTypeId: 'passport', status: 'uploading', files: [begun] });
  const client = clientWith({ customer, documents: [document, bill('uploaded')] });
  client.delay(remember(customer.id, chosen), 'getVerification');
  return { client };
}

async function remember(customerId: string, chosen: File): Promise<void> {
  const { resumeStore } = await import('../storage/index.ts');
  const fingerprint = await hashBlob(chosen, new AbortController().signal);
  await resumeStore.put({
    uploadId: `upl_${customerId}`, customerId, documentId: 'doc_passport', fileId: 'fil_passport', categoryId: 'identity',
    documentTypeId: 'passport', side: 'single', page: 1, replaces: null, mediaType: chosen.type, sizeBytes: chosen.size, fingerprint,
    sentSizeBytes: chosen.size, sentFingerprint: fingerprint, edits: [], uploadUrl: null, loadedBytes: Math.floor(chosen.size * 0.4),
    createdAt: Date.now(),
  });
}
