/** The page's words for codes. A code a newer server knows is shown as it is. */
import type { AdminProblem } from './schemas.ts';

type Words = Readonly<Record<string, string>>;

export const verificationWords: Words = {
  not_required: 'Not required',
  collecting: 'Collecting',
  pending: 'Waiting for review',
  action_required: 'Waiting for customer',
  completed: 'Completed',
  rejected: 'Rejected',
  expired: 'Expired',
};

export const customerWords: Words = {
  approval_pending: 'Approval pending',
  active: 'Active',
  locked: 'Locked',
  restricted: 'Restricted',
};

export const typeWords: Words = { individual: 'Individual', organization: 'Organisation', both: 'Individuals and organisations' };

/** Documents and files alike. */
export const documentWords: Words = {
  uploading: 'Uploading',
  checking: 'Being checked',
  uploaded: 'Added, not submitted',
  not_objected: 'Not objected to',
  pending: 'To review',
  accepted: 'Accepted',
  rejected: 'Rejected',
  expired: 'Expired',
  replaced: 'Replaced',
};

/** How a round ended. */
export const outcomeWords: Words = {
  open: 'Under review',
  completed: 'Case completed',
  action_required: 'Changes requested',
  rejected: 'Case rejected',
  withdrawn: 'Withdrawn by the customer',
};

export const sideWords: Words = { single: 'One side', front: 'Front', back: 'Back', page: 'Page' };

/** Why a document is not accepted: the reviewer's choice, turned into advice by the widget. */
export const reasonWords: Words = {
  blurred: 'Blurred',
  glare: 'Glare hides something',
  too_dark: 'Too dark',
  cropped: 'Edges cut off',
  covered: 'Something covers it',
  damaged: 'Document is damaged',
  unreadable: 'Cannot be read',
  wrong_side: 'Wrong side',
  missing_side: 'A side is missing',
  missing_page: 'A page is missing',
  wrong_type: 'Not the document type chosen',
  wrong_category: 'Belongs to another category',
  not_accepted: 'This kind of document is not accepted',
  expired: 'Document has expired',
  name_mismatch: 'Name differs from the account',
  address_mismatch: 'Address differs from the account',
  dob_mismatch: 'Date of birth differs',
  photo_mismatch: 'Photo does not match',
  password_protected: 'File needs a password',
  corrupt: 'File is damaged',
  duplicate: 'Same as another document',
  suspected_tampering: 'Looks altered',
  underage: 'Person is under age',
  other: 'Another reason (explain below)',
};

export const renewalWords: Words = {
  document_expiring: 'A document expires',
  details_changed: 'Details have changed',
  periodic: 'Regular renewal',
};

/** What the audit notes. */
export const actionWords: Words = {
  case_viewed: 'Looked at the case',
  queue_viewed: 'Looked at the queue',
  customers_viewed: 'Looked at the customers',
  customer_viewed: 'Asked how a customer stands',
  outbox_viewed: 'Looked at the outbox',
  webhooks_viewed: 'Looked at the webhooks',
  audit_viewed: 'Looked at the audit',
  sign_in_failed: 'Tried to sign in with a wrong token',
  document_left_to_person: 'Left a document to a person',
  file_viewed: 'Looked at a file',
  review_started: 'Started the review',
  document_accepted: 'Accepted a document',
  document_rejected: 'Rejected a document',
  case_complete: 'Completed the case',
  case_reject: 'Rejected the case',
  case_request_changes: 'Asked for changes',
  commented: 'Wrote a comment',
  document_requested: 'Asked for another document',
  renewal_started: 'Started a renewal',
  customer_status_set: 'Set the customer’s status',
  customer_restricted: 'Restricted the customer',
  customer_erased: 'Erased the customer',
  documents_erased: 'Erased documents',
  document_expired: 'A document expired',
  document_added: 'Added a document',
  document_removed: 'Removed a document',
  file_refused: 'A file was refused',
  submitted: 'Submitted',
  submission_withdrawn: 'Withdrew the submission',
  consent_given: 'Gave consent',
  details_changed: 'Changed their details',
  ticket_opened: 'Wrote to the support',
  mail_sent_again: 'Sent an e-mail again',
  webhook_sent_again: 'Tried a message to your server again',
  configuration_changed: 'Changed the configuration',
  example_uploaded: 'Uploaded a sample picture',
};

/** What the host's server is told. */
export const webhookWords: Words = {
  'verification.submitted': 'Documents submitted',
  'verification.status_changed': 'Verification’s status changed',
  'verification.renewal_due': 'Renewal due',
  'verification.renewal_changed': 'Renewal changed',
  'customer.status_changed': 'Customer’s status changed',
  'customer.restrictions_changed': 'Customer’s restrictions changed',
  'customer.erased': 'Customer erased',
  'comment.created': 'Comment written',
  'ticket.created': 'Customer wrote to the support',
};

/** The word for a code; the code with its underscores as spaces when there is none. */
export function word(words: Words, code: string): string {
  return Object.hasOwn(words, code) ? (words[code] ?? code) : code.replaceAll('_', ' ');
}

const statusTexts: Readonly<Record<number, string>> = {
  400: 'The server does not accept this.',
  401: 'The admin token is not accepted. Please sign in again.',
  404: 'This is not there any more.',
  409: 'This is not possible in the case’s present state.',
  413: 'That is too much text.',
  422: 'The server does not accept this.',
  429: 'Too many requests. Please wait a moment.',
};

/** Who was faster, in the server's words, and that nothing is lost. */
function conflictText(problem: AdminProblem | null): string {
  const who = problem?.detail ?? 'Somebody else decided meanwhile.';
  return `${who} The case is reloaded, and what you wrote is kept: please look again before deciding.`;
}

/** Who is no reviewer. */
const actors: Words = { customer: 'the customer', automatic: 'the automatic review', clock: 'the clock', inspection: 'the inspection', service: 'a service of the host' };

/** Who did something, as the audit names them. */
export function actorName(actor: string | null): string {
  return actor === null ? 'the system' : Object.hasOwn(actors, actor) ? actors[actor] ?? actor : actor;
}

/** `document_accepted` → "document accepted". */
export function actionText(action: string): string {
  return action.replaceAll(/[_.]/g, ' ');
}

/** What happened and what to do, with the server's own detail when it gave one. */
export function failureText(status: number, problem: AdminProblem | null, waitSeconds = 0): string {
  if (status === 429 && waitSeconds > 0) return `Too many requests. Please try again in ${waitSeconds === 1 ? '1 second' : `${waitSeconds} seconds`}.`;
  const sentence = statusTexts[status] ?? 'The server has a problem. Please try again in a moment.';
  if (status === 412) return conflictText(problem);
  if (!problem || status === 401) return sentence;
  const detail = problem.paths.length > 0 ? problem.paths.join(', ') : (problem.detail ?? problem.title);
  return detail ? `${sentence} (${detail})` : sentence;
}
