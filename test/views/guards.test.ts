/** What was drawn before and then changed looks as if it were drawn anew, whatever changes: nothing misses an update. */
import { expect } from '@open-wc/testing';
import { render } from 'lit';
import { createFormatters } from '../../src/localization/formatters.ts';
import de from '../../src/localization/locales/de.ts';
import en from '../../src/localization/locales/en.ts';
import type { Messages } from '../../src/localization/messages.ts';
import { shareStructure } from '../../src/model/share-structure.ts';
import { initialState, type State } from '../../src/model/state.ts';
import type { Upload } from '../../src/model/upload.ts';
import type { Verification, VerificationDocument } from '../../src/model/verification.ts';
import { comment, document as documentOf, file, individualCategories, verification } from '../../src/testing/index.ts';
import { addingViews } from '../../src/views/adding.ts';
import { afterViews } from '../../src/views/after.ts';
import type { UiState, ViewContext } from '../../src/views/context.ts';
import { pageViews } from '../../src/views/page.ts';
import { rootView } from '../../src/views/root.ts';

const [identity, address, selfie] = individualCategories.map(({ id, documentTypes }) => ({ id, type: documentTypes[0]?.id ?? '' }));
const identityId = identity?.id ?? '';
const addressId = address?.id ?? '';
const selfieId = selfie?.id ?? '';
const sentAt = '2026-11-20T10:00:00Z';
const documents: VerificationDocument[] = [
  documentOf({ id: 'doc_1', categoryId: identityId, documentTypeId: identity?.type ?? '', status: 'accepted' }),
  documentOf({ id: 'doc_2', categoryId: identityId, documentTypeId: identity?.type ?? '', status: 'rejected', reason: { code: 'blurred', message: 'Too blurry.', final: true } }),
  documentOf({ id: 'doc_3', categoryId: addressId, documentTypeId: address?.type ?? '', status: 'uploaded', files: [file({ id: 'fil_3' })] }),
  documentOf({ id: 'doc_4', categoryId: selfieId, documentTypeId: selfie?.type ?? '', status: 'pending' }),
];
const before = verification({
  status: 'action_required', categories: individualCategories, documents, comments: [comment({ id: 'com_1', documentId: 'doc_1', body: 'See https://provider.example/help.' })],
  review: { ...verification().review, submittedAt: sentAt, submissionId: 'sub_1' },
});
const upload = {
  uploadId: 'upl_1', categoryId: addressId, documentTypeId: address?.type ?? '', documentId: 'doc_3', side: 'single', name: 'scan.jpg',
  sizeBytes: 1000, mediaType: 'image/jpeg', phase: { kind: 'uploading', loadedBytes: 1, totalBytes: 1000, remainingMs: null },
} as unknown as Upload;
const ui: UiState = {
  chosenTypes: {}, openCategories: {}, isMissingListShown: false, isSentDialogOpen: false, drag: null, viewing: null, editing: null, photographing: null, ticket: null,
};
const state: State = { ...initialState, session: { kind: 'ready' }, verification: before, checkedAt: 0 };
const context: ViewContext = {
  state, texts: en as Messages, format: createFormatters('en'), ui, isReadonly: false, headingLevel: 2, camera: { kind: 'none', isFirst: false },
  page: pageViews, adding: addingViews, after: afterViews, dispatch: () => undefined, allowedUrl: () => undefined, loadThumbnail: () => Promise.resolve(undefined),
};

const withState = (change: Partial<State>): ViewContext => ({ ...context, state: { ...state, ...change } });
/** As it comes from the store: what did not change keeps its identity. */
const withSnapshot = (change: Partial<Verification>): ViewContext => withState({ verification: shareStructure(before, structuredClone({ ...before, ...change })) });
const withDocument = (index: number, change: Partial<VerificationDocument>): ViewContext =>
  withSnapshot({ documents: documents.map((document, at) => (at === index ? { ...document, ...change } : document)) });
const withUi = (change: Partial<UiState>): ViewContext => ({ ...context, ui: { ...ui, ...change } });

const changes: Record<string, ViewContext> = {
  'a document is rejected': withDocument(3, { status: 'rejected', reason: { code: 'glare', message: null, final: false } }),
  'the last that was sent back is accepted': withDocument(1, { status: 'accepted', reason: null }),
  'a document goes': withSnapshot({ documents: documents.slice(1) }),
  'a document stands before the others': withSnapshot({ documents: documents.toReversed() }),
  'a document is replaced': withDocument(0, { status: 'replaced' }),
  'a decision is no longer final': withDocument(1, { reason: { code: 'blurred', message: 'Too blurry.', final: false } }),
  'a comment on a document': withSnapshot({ comments: [...before.comments, comment({ id: 'com_2', documentId: 'doc_3', body: 'One page is missing.' })] }),
  'a comment on a category': withSnapshot({ comments: [comment({ id: 'com_2', categoryId: selfieId, documentId: null, body: 'In daylight, please.' })] }),
  'a comment that says what the reason says': withSnapshot({ comments: [comment({ id: 'com_2', documentId: 'doc_2', body: 'Too blurry.' })] }),
  'a comment is read': withSnapshot({ comments: before.comments.map((each) => ({ ...each, readAt: sentAt })) }),
  'comments were new when this visit began': { ...withSnapshot({ comments: before.comments.map((each) => ({ ...each, readAt: sentAt })) }), ui: { ...ui, newCommentIds: new Set(['com_1']) } },
  'a request': withSnapshot({ requests: [{ id: 'req_1', categoryId: selfieId, documentTypeId: null, message: 'One more.', createdAt: sentAt, fulfilledBy: null }] }),
  'a category has another title': withSnapshot({ categories: before.categories.map((one) => ({ ...one, title: `New ${one.title}` })) }),
  'a category is gone': withSnapshot({ categories: before.categories.slice(1) }),
  'under review': withSnapshot({ status: 'pending' }),
  'completed': withSnapshot({ status: 'completed' }),
  'completed, a renewal is due': withSnapshot({ status: 'completed', renewal: { status: 'due', reason: 'periodic', dueAt: '2027-01-01T00:00:00Z', categoryIds: [identityId] } }),
  'locked': withSnapshot({ status: 'pending', customer: { ...before.customer, status: 'locked' } }),
  'support by e-mail alone': withSnapshot({ support: { ...before.support, tickets: false, ticketUrl: null, email: 'kyc@provider.example' } }),
  'an upload into a document': withState({ uploads: [upload] }),
  'an upload beside the documents': withState({ uploads: [{ ...upload, documentId: undefined }] }),
  'an upload is refused': withState({ uploads: [{ ...upload, documentId: undefined, phase: { kind: 'refused', refusal: { code: 'too_large' } } }] }),
  'a document is busy': withState({ busyIds: ['doc_3'] }),
  'a file is busy': withState({ busyIds: ['fil_3'] }),
  'offline': withState({ isOnline: false, uploads: [upload] }),
  'submitting': withState({ session: { kind: 'submitting' } }),
  'the submission’s number': withSnapshot({ review: { ...before.review, submissionId: 'sub_2', submittedAt: '2026-11-21T10:00:00Z' } }),
  'a card is unfolded': withUi({ openCategories: { [selfieId]: true } }),
  'a card is folded': withUi({ openCategories: { [identityId]: false } }),
  'what is missing is listed': withUi({ isMissingListShown: true }),
  'files over a card': withUi({ drag: { categoryId: addressId, isValid: true } }),
  'wrong files over a card': withUi({ drag: { categoryId: addressId, isValid: false } }),
  'German': { ...context, texts: de as Messages, format: createFormatters('de') },
  'read only': { ...context, isReadonly: true, adding: undefined },
  'a camera': { ...context, camera: { kind: 'dialog', isFirst: true } },
  'other headings': { ...context, headingLevel: 3 },
  'links that are allowed': { ...context, allowedUrl: (url) => url ?? undefined },
  'views that are not there yet': { ...context, adding: undefined, after: undefined },
};

describe('drawing again', () => {
  it('has something to see in each change', () => {
    const same = Object.keys(changes).filter((name) => drawn(changes[name] ?? context) === drawn(context));
    expect(same).to.deep.equal([]);
  });

  for (const [name, changed] of Object.entries(changes)) {
    it(`shows it as drawn anew: ${name}`, () => {
      expect(drawn(context, changed)).to.equal(drawn(changed));
      expect(drawn(changed, context)).to.equal(drawn(context));
    });
  }
});

/** The page as text, each context drawn over the one before. */
function drawn(...contexts: readonly ViewContext[]): string {
  const root = document.createElement('div');
  for (const each of contexts) render(rootView(each), root);
  for (const control of root.querySelectorAll('input')) control.toggleAttribute('data-checked', control.checked);
  return root.innerHTML.replace(/<!--.*?-->/gs, '').replace(/class="([^"]*)"/g, (_, names: string) => `class="${names.trim().replace(/\s+/g, ' ')}"`).replace(/\s+/g, ' ');
}
