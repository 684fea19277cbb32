/** What a customer's life with a verification is made of after sending: waiting, a receipt, renewal, a locked account. */
import type { Renewal, Verification, VerificationDocument } from '../model/verification.ts';
import { allDocuments, bill, licence, reviewDecided, reviewSent, selfie } from './cases.ts';
import { clientWith, type Scenario } from './scenario.ts';
import { document, file, verification } from './specimens.ts';

const { customer } = verification();
const active = { ...customer, status: 'active' } as const;
const locked = { ...customer, status: 'locked' } as const;

/** What is said of a date depends on the day it is read: these stay as far away as they are. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

const sum = (digit: string) => digit.repeat(64);
const withSums = allDocuments('accepted').map((one, index) => ({
  ...one, files: one.files.map((each, at) => ({ ...each, sha256: sum(String(index * 2 + at)) })),
}));

function pending(values: Partial<Verification['review']>): Partial<Verification> {
  return { status: 'pending', documents: allDocuments('pending'), review: reviewSent({ expectedBy: inDays(1), ...values }) };
}

function renewing(renewal: Partial<Renewal>, documents: readonly VerificationDocument[] = withSums): Partial<Verification> {
  const standing: Renewal = { dueAt: inDays(28), reason: 'document_expiring', status: 'due', categoryIds: ['identity'], ...renewal };
  return { status: 'completed', customer: active, documents, review: reviewDecided(), renewal: standing };
}

/** A new passport in the place of the licence. */
function renewedIdentity(status: 'uploaded' | 'pending' | 'rejected') {
  const reason = status === 'rejected' ? { code: 'glare', message: 'The number cannot be read.', final: false } : null;
  const passport = document({
    id: 'doc_passport', categoryId: 'identity', documentTypeId: 'passport', status, reason, replaces: 'doc_licence',
    files: [file({ id: 'fil_passport', status, reason, fileName: 'passport.png' })],
  });
  return [{ ...licence('accepted'), status: 'replaced' as const }, passport, bill('accepted'), selfie('accepted')];
}

interface Line {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly values: () => Partial<Verification>;
}

const lines: readonly Line[] = [
  {
    name: 'pending-overdue', title: 'Pending, longer than usual', description: 'The expected time has passed and nothing is decided yet.',
    values: () => pending({ submittedAt: '2026-11-20T09:45:00Z', startedAt: '2026-11-20T10:00:00Z', expectedBy: '2026-11-21T09:45:00Z' }),
  },
  {
    name: 'pending-withdrawable', title: 'Pending, can be withdrawn', description: 'Everything is sent and nobody has begun to look; it can be taken back.',
    values: () => pending({ withdrawable: true }),
  },
  {
    name: 'pending-started', title: 'Under review', description: 'Somebody is looking at the documents right now.',
    values: () => pending({ startedAt: '2026-11-22T09:48:00Z' }),
  },
  {
    name: 'completed-receipt', title: 'Completed, with a receipt', description: 'What was sent can be kept: printed or saved.',
    values: () => ({ status: 'completed', customer: active, documents: withSums, review: reviewDecided() }),
  },
  {
    name: 'renewal-due', title: 'Renewal due', description: 'A document expires in a month; it can be renewed early.',
    values: () => renewing({}),
  },
  {
    name: 'renewal-periodic', title: 'Regular renewal', description: 'Every three years the provider asks anew for identity and address.',
    values: () => renewing({ reason: 'periodic', dueAt: inDays(90), categoryIds: ['identity', 'address'] }),
  },
  {
    name: 'renewal-details-changed', title: 'Renewal after a move', description: 'The customer told of a new address; its proof is asked for again.',
    values: () => renewing({ reason: 'details_changed', dueAt: inDays(10), categoryIds: ['address'] }),
  },
  {
    name: 'renewal-collecting', title: 'Renewal begun', description: 'A new passport is added and not sent yet; the verification stays completed.',
    values: () => renewing({ status: 'collecting' }, renewedIdentity('uploaded')),
  },
  {
    name: 'renewal-pending', title: 'Renewal under review', description: 'The new passport is with the provider; the verification stays completed.',
    values: () => ({ ...renewing({ status: 'pending' }, renewedIdentity('pending')), review: reviewSent({ expectedBy: inDays(1), withdrawable: true }) }),
  },
  {
    name: 'renewal-action-required', title: 'Renewal needs a fix', description: 'The new passport came back; only it is asked for again.',
    values: () => renewing({ status: 'action_required' }, renewedIdentity('rejected')),
  },
  {
    name: 'renewal-overdue', title: 'Renewal overdue', description: 'The day has passed; the renewal is still possible.',
    values: () => renewing({ dueAt: inDays(-3) }),
  },
  {
    name: 'expired-one', title: 'Expired, one of three', description: 'The licence ran out; address and selfie are accepted and stay closed.',
    values: () => ({
      status: 'expired',
      documents: [document({ ...licence('accepted'), status: 'expired', expiresAt: '2026-11-20T00:00:00Z' }), bill('accepted'), selfie('accepted')],
      review: reviewDecided(),
      renewal: { dueAt: '2026-11-20T00:00:00Z', reason: 'document_expiring', status: 'due', categoryIds: ['identity'] },
    }),
  },
  {
    name: 'locked-reason', title: 'Locked, with the reason', description: 'The provider has locked the account and says why.',
    values: () => ({
      customer: locked, documents: withSums, status: 'completed',
      review: reviewDecided({ reason: { code: 'name_mismatch', message: 'The name on your card differs from your documents.', final: false } }),
    }),
  },
  {
    name: 'locked-fixable', title: 'Locked, with something to fix', description: 'The account is locked until one document is replaced.',
    values: () => ({
      customer: locked, status: 'action_required',
      documents: [licence('accepted'), { ...bill('uploaded'), status: 'rejected', reason: { code: 'address_mismatch', message: null, final: false } }, selfie('accepted')],
      review: reviewDecided({ reason: { message: 'We need a proof of your current address.', final: false } }),
    }),
  },
  {
    name: 'restricted-unknown', title: 'Restricted, in a new way', description: 'A newer service names a restriction this widget has no words for.',
    values: () => ({ customer: { ...customer, status: 'restricted' }, restrictions: [{ code: 'no_domains' }, { code: 'no_payouts', liftedBy: 'Your address is verified.' }] }),
  },
  {
    name: 'rejected-reason', title: 'Rejected, with the reason', description: 'The provider has closed the verification and says why.',
    values: () => ({
      status: 'rejected', documents: withSums,
      review: reviewDecided({ reason: { code: 'underage', message: 'You can come back after your birthday.', final: true } }),
    }),
  },
  {
    name: 'unknown-customer-status', title: 'Unknown account status', description: 'A newer service says something of the account this widget does not know.',
    values: () => ({ customer: { ...customer, status: 'unknown' }, documents: [licence('uploaded')] }),
  },
];

export const afterScenarios: readonly Scenario[] = lines.map(({ values, ...line }) => ({ ...line, create: () => ({ client: clientWith(values()) }) }));
