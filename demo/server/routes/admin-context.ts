/** What the provider's routes share: the case named in the path, and answers in the contract's shape. */
import { and, eq, gt } from 'drizzle-orm';
import { caseNow, changeCase, readCase } from '../cases.ts';
import { audit } from '../database/schema.ts';
import type { AuditNote, CaseDraft } from '../domain/case.ts';
import { present } from '../domain/present.ts';
import { beginReview, isUntouched } from '../domain/review.ts';
import type { ReviewerContext } from '../http/environment.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { afterChange } from './customer-context.ts';
import { staleVersion } from './stale-version.ts';

const viewMs = 60_000;

export class ReviewedCase {
  readonly #c: ReviewerContext;
  readonly #services: Services;
  readonly #verificationId: string;

  constructor(c: ReviewerContext, services: Services, verificationId: string) {
    this.#c = c;
    this.#services = services;
    this.#verificationId = verificationId;
  }

  get reviewer(): string {
    return this.#c.get('reviewer');
  }

  read(): Promise<CaseDraft> {
    return readCase(this.#services.database, caseNow(this.#services, this.#key));
  }

  /** The case as the reviewer opens it: with the first look at a submission its review begins. */
  async begin(): Promise<CaseDraft> {
    const draft = await this.read();
    if (!isUntouched(draft)) return draft;
    const begun = await changeCase(this.#services.database, caseNow(this.#services, this.#key), (current) => {
      beginReview(current, this.reviewer);
      return current;
    });
    afterChange(this.#services);
    return begun;
  }

  /** Changes the case. An `If-Match` with a version since which there is something new for a reviewer is refused with 412. */
  async change<T>(act: (draft: CaseDraft) => T): Promise<{ result: T; verification: object }> {
    const expected = expectedVersion(this.#c.req.header('If-Match'));
    const { database } = this.#services;
    const { draft, done } = await changeCase(database, caseNow(this.#services, this.#key), (current) => {
      const isSeen = expected === null || (expected >= current.state.reviewerVersion && expected <= current.version);
      return { draft: current, done: isSeen ? { result: act(current) } : null };
    });
    if (!done) throw await staleVersion(database, draft, expected ?? draft.version);
    afterChange(this.#services);
    return { ...done, verification: this.present(draft) };
  }

  /** The contract's shape, and for the provider's eyes the customer's address and language and what the rules said. */
  present(draft: CaseDraft): object {
    this.#c.header('ETag', `"${draft.version}"`);
    return presentForReviewer(this.#c, this.#services, draft);
  }

  get #key(): { verificationId: string } {
    return { verificationId: this.#verificationId };
  }
}

export function presentForReviewer(c: ReviewerContext, { settings }: Services, draft: CaseDraft): object {
  const { reviewMode, supportEmail } = settings;
  const verification = present(draft, { locale: c.get('locale') ?? 'en', reviewMode, supportEmail });
  const { customer: { email, locale }, state: { automaticReview: asked, review } } = draft;
  const isDecided = asked !== null && asked.outcome !== 'waiting' && asked.submissionId === review.submissionId;
  const automaticReview = isDecided ? { outcome: asked.outcome, rule: asked.rule } : null;
  return { ...verification, customer: { ...verification.customer, email, locale }, automaticReview };
}

/** Written at once: looking is an act of its own. */
export async function auditNow({ database, now }: Services, verificationId: string | null, entry: AuditNote): Promise<void> {
  await database.insert(audit).values({ at: now(), verificationId, ...entry });
}

/** One entry per reviewer, case and minute: a page that reads the case again is not looked at again. */
export async function auditView(services: Services, verificationId: string, reviewer: string): Promise<void> {
  const { database, now } = services;
  const sameView = and(
    eq(audit.verificationId, verificationId), eq(audit.actor, reviewer), eq(audit.action, 'case_viewed'),
    gt(audit.at, new Date(now().getTime() - viewMs)),
  );
  const [known] = await database.select({ id: audit.id }).from(audit).where(sameView).limit(1);
  if (!known) await auditNow(services, verificationId, { actor: reviewer, action: 'case_viewed', detail: {} });
}

/** `"7"`, `W/"7"`, `7`; null for no condition or `*`. */
export function expectedVersion(header: string | undefined): number | null {
  if (header === undefined || header.trim() === '*') return null;
  const version = /^(?:W\/)?"?(\d+)"?$/.exec(header.trim())?.[1];
  if (version === undefined) throw new Problem(412, 'version_conflict');
  return Number(version);
}

