/**
 * Parses and draws a page once beside the document while the first answer is on its way: schemas and templates are made
 * ready at their first use, which would otherwise be part of the first paint (`npm run bench` measures it).
 */
import { render } from 'lit';
import { parseVerification } from '../contract/parse.ts';
import { initialState } from '../model/state.ts';
import type { Verification } from '../model/verification.ts';
import type { ViewContext } from '../views/context.ts';
import { rootView } from '../views/root.ts';

const at = '2026-01-01T00:00:00Z';
const sample: Verification = {
  id: '-', version: 0, status: 'pending', restrictions: [], requests: [], renewal: null, consents: [], privacyNotice: null,
  handoff: 'off', support: { email: '-', tickets: false, ticketUrl: null },
  customer: { id: '-', name: '', type: 'individual', status: 'approval_pending' },
  categories: [{
    id: '-', title: '', description: '-', kind: 'other', minDocuments: 1, maxDocuments: 1, satisfied: null, dueAt: null,
    subject: null, instructions: [], accept: [], maxSizeBytes: 1, privacy: { stripMetadata: true, allowReencode: true },
    documentTypes: [{ id: '-', title: '', sides: ['single'], exampleUrl: null, instructions: [], fields: [] }],
  }],
  documents: [{
    id: '-', categoryId: '-', documentTypeId: '-', fields: {}, status: 'uploaded', reason: null, expiresAt: null, replaces: null,
    files: [{
      id: '-', side: 'single', page: 1, status: 'uploaded', reason: null, fileName: '-', mediaType: 'image/png',
      sizeBytes: 1, sha256: null, uploadedAt: at,
    }],
  }],
  comments: [{ id: '-', author: { name: '', role: '' }, body: '', createdAt: at, readAt: null, categoryId: null, documentId: null }],
  review: {
    mode: 'manual', usual: null, submissionId: '-', submittedAt: at, startedAt: null, expectedBy: at, decidedAt: null,
    withdrawable: false, reason: null,
  },
};

export function warmUp(context: ViewContext): void {
  parseVerification(sample);
  const aside = document.createElement('div');
  const state = { ...initialState, session: { kind: 'ready' as const }, verification: sample };
  render(rootView({ ...context, state }), aside);
  // An editable page has parts of its own.
  render(rootView({ ...context, state: { ...state, verification: { ...sample, status: 'collecting' } } }), aside);
}
