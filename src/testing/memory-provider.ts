/** The provider's side of a case: what a reviewer and the provider's systems do to it. */
import type {
  Category, Comment, CustomerStatus, DocumentRequest, Reason, Renewal, Review, Restriction, Verification, VerificationDocument,
  VerificationStatus,
} from '../model/verification.ts';
import type { MemoryCase } from './memory-case.ts';
import { withDocument, withFiles } from './memory-changes.ts';
import { documentOf, fileOf, isAllAccepted, problem } from './memory-rules.ts';

/** A rejection: of one file when `fileId` is given, else of the whole document. */
export interface Rejection {
  readonly fileId?: string;
  /** A reviewer code. */
  readonly code: string;
  readonly message?: string;
  /** The customer cannot make it good. */
  readonly final?: boolean;
}

export interface NewComment {
  readonly body: string;
  readonly author?: Comment['author'];
  readonly categoryId?: string;
  readonly documentId?: string;
}

export class MemoryProvider {
  readonly #case: MemoryCase;

  constructor(memoryCase: MemoryCase) {
    this.#case = memoryCase;
  }

  get verification(): Verification {
    return this.#case.verification;
  }

  /** Somebody looks at what was sent: from now on it cannot be taken back. */
  begin(): void {
    const at = this.#case.instant();
    this.#case.change((current) => ({ ...current, review: begun(current.review, at) }));
  }

  /** Accepts a document; the last needed one completes the verification. @throws `not_found` */
  accept(documentId: string, options: { expiresAt?: string } = {}): void {
    documentOf(this.verification, documentId);
    this.#decideDocument(documentId, (document) => ({
      ...withFiles(document, 'accepted'), status: 'accepted', reason: null, expiresAt: options.expiresAt ?? null,
    }));
  }

  /** Rejects a document, or one file of it: then its other files are `uploaded` again. @throws `not_found` */
  reject(documentId: string, rejection: Rejection): void {
    if (rejection.fileId === undefined) documentOf(this.verification, documentId);
    else fileOf(this.verification, { documentId, fileId: rejection.fileId });
    this.#decideDocument(documentId, (document) => rejected(document, rejection));
  }

  /** Decides on the whole. */
  decide(decision: 'complete' | 'request_changes' | 'reject', message?: string): void {
    if (decision === 'complete') this.#case.change((current) => completed(current, this.#case.instant()));
    else this.#case.change((current) => sentBack(current, { decision, message, at: this.#case.instant() }));
  }

  /** A comment to the customer; returns its id. */
  comment(values: NewComment): string {
    const id = this.#case.nextId('com');
    const comment: Comment = {
      author: { name: 'Compliance team', role: 'admin' },
      categoryId: null,
      documentId: null,
      ...values,
      id,
      createdAt: this.#case.instant(),
      readAt: null,
    };
    this.#case.change((current) => ({ ...current, comments: [...current.comments, comment] }));
    return id;
  }

  /** Asks for one more document in a category; the customer may act at once. Returns the request's id. @throws `not_open` */
  request(categoryId: string, message: string): string {
    if (this.verification.status === 'rejected') throw problem('not_open');
    const id = this.#case.nextId('req');
    const request = {
      id, categoryId, documentTypeId: null, message, createdAt: this.#case.instant(), fulfilledBy: null,
    };
    this.#case.change((current) => asked({ ...current, requests: [...current.requests, request] }, request));
    return id;
  }

  setCustomerStatus(status: CustomerStatus, restrictions: readonly Restriction[] = []): void {
    this.change((current) => ({ ...current, customer: { ...current.customer, status }, restrictions }));
  }

  setStatus(status: VerificationStatus): void {
    this.change((current) => ({ ...current, status }));
  }

  setRenewal(renewal: Renewal | null): void {
    this.change((current) => ({ ...current, renewal }));
  }

  /** Another set of categories; what was added stays. */
  configure(categories: readonly Category[]): void {
    this.change((current) => ({ ...current, categories }));
  }

  /** Anything else a provider's systems may do. */
  change(change: (verification: Verification) => Verification): void {
    this.#case.change(change);
  }

  #decideDocument(documentId: string, decide: (document: VerificationDocument) => VerificationDocument): void {
    const at = this.#case.instant();
    this.#case.change((current) => afterDecision(withDocument({ ...current, review: begun(current.review, at) }, documentId, decide), at));
  }
}

function rejected(document: VerificationDocument, { fileId, code, message, final }: Rejection): VerificationDocument {
  const reason: Reason = { code, message: message ?? null, final: final ?? false };
  if (fileId === undefined) return { ...withFiles(document, 'rejected', reason), status: 'rejected', reason };
  const files = document.files.map((file) => (file.id === fileId
    ? { ...file, status: 'rejected' as const, reason }
    : { ...file, status: file.status === 'rejected' ? 'rejected' as const : 'uploaded' as const }));
  return { ...document, status: 'rejected', reason, files };
}

/** Where decisions on documents lead: on, back to the customer, or nowhere while one is undecided. */
function afterDecision(verification: Verification, at: string): Verification {
  if (!isReviewed(verification)) return verification;
  const standing = verification.documents.map(({ status }) => status);
  if (standing.includes('pending')) return verification;
  if (!standing.includes('rejected') && isAllAccepted(verification)) return completed(verification, at);
  return sentBack(verification, { decision: 'request_changes', at });
}

function completed(verification: Verification, at: string): Verification {
  const documents = verification.documents.map((document) => (
    document.status === 'pending' ? { ...withFiles(document, 'accepted'), status: 'accepted' as const } : document));
  return {
    ...verification,
    documents,
    renewal: null,
    status: 'completed',
    customer: { ...verification.customer, status: 'active' },
    restrictions: [],
    review: { ...begun(verification.review, at), decidedAt: at, reason: null },
  };
}

interface Return {
  readonly decision: 'request_changes' | 'reject';
  readonly message?: string;
  readonly at: string;
}

function sentBack(verification: Verification, { decision, message, at }: Return): Verification {
  const isFinal = decision === 'reject';
  const reason = message === undefined && !isFinal ? null : { code: 'other', message: message ?? null, final: isFinal };
  return {
    ...isFinal ? { ...verification, status: 'rejected' as const } : reopened(verification),
    customer: isFinal ? { ...verification.customer, status: 'locked' } : verification.customer,
    review: { ...begun(verification.review, at), decidedAt: at, reason },
  };
}

/** The customer's to act on: the case, or the renewal of one that stays completed. */
function reopened(verification: Verification): Verification {
  const { status, renewal } = verification;
  if (status !== 'completed' || renewal === null) return { ...verification, status: 'action_required' };
  return { ...verification, renewal: { ...renewal, status: 'action_required' } };
}

/** One more document asked for: in the renewal that runs, or by a case that is not open opening again. */
function asked(verification: Verification, { categoryId }: DocumentRequest): Verification {
  const { status, renewal } = verification;
  if (status === 'collecting' || status === 'expired') return verification;
  const isKnown = renewal === null || renewal.categoryIds.includes(categoryId);
  const wider = isKnown ? verification : { ...verification, renewal: { ...renewal, categoryIds: [...renewal.categoryIds, categoryId] } };
  const isUnderWay = status === 'completed' && (renewal?.status === 'due' || renewal?.status === 'collecting');
  return isUnderWay ? wider : { ...reopened(wider), review: { ...wider.review, withdrawable: false } };
}

function isReviewed({ status, renewal }: Verification): boolean {
  const isRenewal = status === 'completed' && (renewal?.status === 'pending' || renewal?.status === 'action_required');
  return status === 'pending' || status === 'action_required' || isRenewal;
}

function begun(review: Review, at: string): Review {
  return { ...review, startedAt: review.startedAt ?? at, withdrawable: false };
}
