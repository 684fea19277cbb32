/**
 * One customer's case as a backend holds it: the snapshot, the bytes, and since which version each part is as it is.
 * The only place that changes them; every change is a new version.
 */
import type { DocumentFile, Verification } from '../model/verification.ts';

/** What a submission changes besides documents. */
export type BeforeReview = Pick<Verification, 'status' | 'review' | 'renewal'>;

export class MemoryCase {
  readonly bytes = new Map<string, Blob>();
  /** File that goes once the named one is stored. */
  readonly replacedFiles = new Map<string, string>();
  /** Files that have been to review. */
  readonly sentFileIds: Set<string>;
  readonly now: () => number;
  /** Where a withdrawal leads; null when the case was under review from the start. */
  beforeReview: BeforeReview | null = null;
  #verification: Verification;
  #sequence = 0;
  #categoriesSince: number;
  readonly #documentsSince = new Map<string, number>();

  constructor(verification: Verification, now: () => number) {
    this.#verification = verification;
    this.#categoriesSince = verification.version;
    this.now = now;
    this.sentFileIds = new Set(sentFileIds(verification));
  }

  get verification(): Verification {
    return this.#verification;
  }

  /** RFC 3339, UTC. */
  instant(offsetMs = 0): string {
    return new Date(this.now() + offsetMs).toISOString().replace('.000Z', 'Z');
  }

  /** An id nothing else in the case has. */
  nextId(prefix: 'doc' | 'fil' | 'com' | 'req' | 'sub' | 'tic'): string {
    this.#sequence += 1;
    return `${prefix}_new${this.#sequence}`;
  }

  /** The next version, when the change makes one. */
  change(change: (verification: Verification) => Verification): void {
    const previous = this.#verification;
    const next = change(previous);
    if (next === previous) return;
    this.#verification = { ...next, version: previous.version + 1 };
    this.#note(previous, this.#verification);
  }

  /** Whether categories or one of these documents changed since a version. */
  hasChangedSince(version: number, documentIds: readonly string[]): boolean {
    const since = documentIds.map((id) => this.#documentsSince.get(id) ?? 0);
    return Math.max(this.#categoriesSince, ...since) > version;
  }

  #note(previous: Verification, current: Verification): void {
    if (previous.categories !== current.categories) this.#categoriesSince = current.version;
    const before = new Map(previous.documents.map((document) => [document.id, document]));
    for (const document of current.documents) {
      if (before.get(document.id) !== document) this.#documentsSince.set(document.id, current.version);
    }
  }
}

/** What a case starts with that was stored before its last submission. */
function sentFileIds({ documents, review }: Verification): string[] {
  const isSent = ({ uploadedAt }: DocumentFile) => uploadedAt !== null && review.submittedAt !== null && uploadedAt <= review.submittedAt;
  return documents.flatMap(({ files }) => files.filter(isSent).map(({ id }) => id));
}
