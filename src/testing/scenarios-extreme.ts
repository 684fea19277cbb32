/** What a layout and an escaper must stand: much, long, and text that looks like markup. */
import type { VerificationDocument } from '../model/verification.ts';
import { reviewSent } from './cases.ts';
import { clientWith, type Scenario } from './scenario.ts';
import { category, comment, document, documentType, file, individualCategories, verification } from './specimens.ts';

const markup = '<img src=x onerror="globalThis.__xss=1"><b>bold</b> ${globalThis.__xss=1} &amp; \u202Egnp.exe';
const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const sentence = `${long} asks for a very long explanation that does not end where anybody would expect it to end. `;

function manyDocuments(): VerificationDocument[] {
  return individualCategories.flatMap(({ id: categoryId, documentTypes }) => (
    Array.from({ length: 12 }, (_, index) => document({
      id: `doc_${categoryId}_${index}`, categoryId, documentTypeId: documentTypes.at(-1)?.id ?? '', status: 'uploaded',
      files: [file({ id: `fil_${categoryId}_${index}`, fileName: `scan-${index + 1}.png`, sizeBytes: 900_000 + index * 51_337 })],
    }))
  ));
}

function withText(text: string) {
  const reason = { code: text, message: text, final: false };
  const wordy = category({
    id: 'wordy', title: text, description: text, instructions: [text, text], kind: 'identity',
    subject: { id: 'per_1', label: text, role: text },
    documentTypes: [{ ...documentType('wordy', text), instructions: [text] }, documentType('other', text)],
  });
  return clientWith({
    status: 'action_required',
    customer: { ...verification().customer, name: text, status: 'restricted' },
    restrictions: [{ code: text, message: text, liftedBy: text }],
    categories: [wordy],
    documents: [document({
      id: 'doc_1', categoryId: 'wordy', documentTypeId: 'wordy', status: 'rejected', reason,
      files: [file({ id: 'fil_1', status: 'rejected', reason, fileName: `${text}.png` })],
    })],
    requests: [{ id: 'req_1', categoryId: 'wordy', documentTypeId: null, message: text, createdAt: '2026-11-22T09:52:00Z', fulfilledBy: null }],
    comments: [comment({ id: 'com_1', body: text, author: { name: text, role: text }, categoryId: 'wordy', documentId: 'doc_1' })],
    review: reviewSent({ submissionId: text, reason }),
    support: { email: 'kyc@provider.example', tickets: true, ticketUrl: 'javascript:globalThis.__xss=1' },
  });
}

export const extremeScenarios: readonly Scenario[] = [
  {
    name: 'many-documents',
    title: 'Many documents',
    description: 'Thirty-six documents in three categories without a limit.',
    create: () => ({
      client: clientWith({
        categories: individualCategories.map((one) => ({ ...one, maxDocuments: null })), documents: manyDocuments(),
      }),
    }),
  },
  {
    name: 'markup-like-text',
    title: 'Text that looks like markup',
    description: 'Every text of the service looks like markup and is shown as text.',
    create: () => ({ client: withText(markup) }),
  },
  {
    name: 'long-texts',
    title: 'Long texts',
    description: 'Every text of the service is long, with words that do not break.',
    create: () => ({ client: withText(sentence) }),
  },
];
