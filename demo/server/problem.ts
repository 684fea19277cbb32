/** A request that cannot be served, as the contract's problem codes say it. The text is the widget's job. */

export interface ProblemFacts {
  /** The limit that was passed, in the code's unit (bytes, documents, files). */
  readonly limit?: number | string;
  readonly actual?: number | string;
  readonly documentId?: string;
  readonly categoryIds?: readonly string[];
  readonly retryable?: boolean;
  /** Seconds; sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** Places in the request's body that did not fit. Never values. */
  readonly paths?: readonly string[];
  /** One sentence for the reader, never with a customer's data. */
  readonly detail?: string;
  /** Of a case that changed meanwhile: who changed it last, when, and all that was done since. */
  readonly changedBy?: string | null;
  readonly changedAt?: string | null;
  readonly actions?: readonly object[];
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly facts: ProblemFacts;

  constructor(status: number, code: string, facts: ProblemFacts = {}) {
    super(code);
    this.status = status;
    this.code = code;
    this.facts = facts;
  }
}

export const notFound = (): Problem => new Problem(404, 'not_found');
export const notOpen = (): Problem => new Problem(409, 'not_open');
export const notAskedFor = (documentId?: string): Problem =>
  new Problem(409, 'not_asked_for', documentId === undefined ? {} : { documentId });
/** Nothing more fits on the disk, for now. */
export const storageFull = (): Problem => new Problem(507, 'storage_full', { retryable: true });
/** What the customer saw is no longer so: read the verification again. */
export const versionConflict = (): Problem => new Problem(409, 'version_conflict');
export const invalidRequest = (paths: readonly string[] = []): Problem => new Problem(400, 'invalid_request', { paths });
