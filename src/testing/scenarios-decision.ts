/** After sending: waiting, sent back, accepted, closed; and what the customer's own status adds. */
import type { DocumentFile, VerificationDocument } from '../model/verification.ts';
import { allDocuments, bill, licence, reviewDecided, reviewSent, selfie } from './cases.ts';
import { clientWith, type Scenario } from './scenario.ts';
import { comment, document, verification } from './specimens.ts';

const { customer } = verification();
const active = { ...customer, status: 'active' } as const;
const locked = { ...customer, status: 'locked' } as const;

const glare = { code: 'glare', message: 'The date of birth cannot be read.', final: false };

/** The front was sent back, the back may stay. */
function licenceWithRejectedFront(): VerificationDocument {
  const files: DocumentFile[] = licence('uploaded').files.map((file) => (
    file.side === 'front' ? { ...file, status: 'rejected', reason: glare } : file));
  return { ...licence('uploaded'), status: 'rejected', reason: glare, files };
}

const outdatedBill = document({
  ...bill('uploaded'),
  id: 'doc_bill', categoryId: 'address', documentTypeId: 'utility_bill', status: 'rejected',
  reason: { code: 'expired', message: 'Please send a bill of the last three months.', final: false },
});

export const decisionScenarios: readonly Scenario[] = [
  {
    name: 'pending',
    title: 'Pending',
    description: 'Everything is sent and waits for the provider.',
    create: () => ({ client: clientWith({ status: 'pending', documents: allDocuments('pending'), review: reviewSent() }) }),
  },
  {
    name: 'pending-with-comment',
    title: 'Pending with comments',
    description: 'The provider is looking and has written twice, once about a document.',
    create: () => ({
      client: clientWith({
        status: 'pending',
        documents: allDocuments('pending'),
        review: reviewSent({ startedAt: '2026-11-22T09:48:00Z', withdrawable: true }),
        comments: [
          comment({ id: 'com_1', body: 'Thank you. We have started to look at your documents.', readAt: '2026-11-22T09:49:00Z' }),
          comment({ id: 'com_2', body: 'Is this still your address?\nA short answer by e-mail is enough.', categoryId: 'address', documentId: 'doc_bill' }),
        ],
      }),
    }),
  },
  {
    name: 'action-required',
    title: 'Action required',
    description: 'One of three documents needs a fix; the others are accepted.',
    create: () => ({
      client: clientWith({
        status: 'action_required',
        documents: [licence('accepted'), outdatedBill, selfie('accepted')],
        comments: [comment({ id: 'com_1', body: 'Almost there: only the bill is too old.', categoryId: 'address', documentId: 'doc_bill' })],
        review: reviewDecided(),
      }),
    }),
  },
  {
    name: 'action-required-one-side',
    title: 'Action required, one side',
    description: 'Only the front of the driving licence needs a fix.',
    create: () => ({
      client: clientWith({
        status: 'action_required',
        documents: [licenceWithRejectedFront(), bill('accepted'), selfie('accepted')],
        review: reviewDecided(),
      }),
    }),
  },
  {
    name: 'action-required-request',
    title: 'Another document asked for',
    description: 'Everything is accepted and the provider asks for one more document.',
    create: () => ({
      client: clientWith({
        status: 'action_required',
        documents: allDocuments('accepted'),
        requests: [{
          id: 'req_1', categoryId: 'address', documentTypeId: null, message: 'Please add a second proof of your address.',
          createdAt: '2026-11-22T09:52:00Z', fulfilledBy: null,
        }],
        review: reviewDecided(),
      }),
    }),
  },
  {
    name: 'completed',
    title: 'Completed',
    description: 'Everything is accepted; the customer is active.',
    create: () => ({
      client: clientWith({ status: 'completed', customer: active, documents: allDocuments('accepted'), review: reviewDecided() }),
    }),
  },
  {
    name: 'completed-renewal-due',
    title: 'Completed, renewal due',
    description: 'A document expires soon; the customer may renew it early.',
    create: () => ({
      client: clientWith({
        status: 'completed',
        customer: active,
        documents: [{ ...licence('accepted'), expiresAt: '2026-12-20T00:00:00Z' }, bill('accepted'), selfie('accepted')],
        review: reviewDecided(),
        renewal: { dueAt: '2026-12-20T00:00:00Z', reason: 'document_expiring', status: 'due', categoryIds: ['identity'] },
      }),
    }),
  },
  {
    name: 'rejected-final',
    title: 'Rejected for good',
    description: 'The provider has closed the verification.',
    create: () => ({
      client: clientWith({
        status: 'rejected',
        customer: locked,
        documents: [licence('accepted'), { ...outdatedBill, reason: { code: 'suspected_tampering', message: null, final: true } }, selfie('accepted')],
        review: reviewDecided({ reason: { code: 'other', message: 'We cannot verify this account.', final: true } }),
      }),
    }),
  },
  {
    name: 'expired',
    title: 'Expired',
    description: 'The verification ran out and can be renewed.',
    create: () => ({
      client: clientWith({
        status: 'expired',
        documents: [
          document({ ...licence('accepted'), status: 'expired', expiresAt: '2026-11-20T00:00:00Z' }), bill('accepted'), selfie('accepted'),
        ],
        review: reviewDecided(),
      }),
    }),
  },
  {
    name: 'locked',
    title: 'Locked',
    description: 'The account is locked while documents are still missing; support is the next step.',
    create: () => ({ client: clientWith({ customer: locked, documents: [licence('uploaded')] }) }),
  },
  {
    name: 'restricted',
    title: 'Restricted',
    description: 'The account works with restrictions; each is named, and what lifts it.',
    create: () => ({
      client: clientWith({
        customer: { ...customer, status: 'restricted' },
        restrictions: [
          { code: 'no_purchases', message: 'You cannot order new servers.', liftedBy: 'Your verification is completed.' },
          { code: 'no_refunds', message: 'Refunds wait.', liftedBy: null },
        ],
      }),
    }),
  },
  {
    name: 'unknown-status',
    title: 'Unknown status',
    description: 'A newer service uses words this widget does not know.',
    create: () => ({
      client: clientWith({
        status: 'unknown',
        customer: { ...customer, status: 'unknown' },
        documents: [{ ...licence('accepted'), status: 'unknown' }],
      }),
    }),
  },
  {
    name: 'read-only',
    title: 'Read-only',
    description: 'The host shows the verification and lets nothing be changed.',
    create: () => ({ client: clientWith({ documents: [licence('uploaded')] }), properties: { readonly: true } }),
  },
];
