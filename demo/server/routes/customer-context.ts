/** What every contract route needs: the caller's own case, to read or to change, and the answer's shape. */
import type { Context } from 'hono';
import { caseNow, changeCase, changeCaseIn, lockCase, readCase } from '../cases.ts';
import { decideByRules } from '../automatic-reviews.ts';
import type { Transaction } from '../database/database.ts';
import type { CaseDraft } from '../domain/case.ts';
import type { Presentation } from '../domain/present.ts';
import type { CustomerContext } from '../http/environment.ts';
import { answerOnce, type Answer } from '../idempotency.ts';
import { spend } from '../quotas.ts';
import type { Services } from '../services.ts';
import { eraseNoted } from '../upkeep.ts';

export type AnswerMaker<T> = (result: T, saved: CaseDraft, transaction: Transaction) => Answer | Promise<Answer>;

export class CustomerCase {
  readonly #c: CustomerContext;
  readonly #services: Services;

  constructor(c: CustomerContext, services: Services) {
    this.#c = c;
    this.#services = services;
  }

  read(): Promise<CaseDraft> {
    return readCase(this.#services.database, caseNow(this.#services, this.#key));
  }

  /** Changes the case; mails and erasures it caused start once it is saved. */
  async change<T>(act: (draft: CaseDraft) => T): Promise<T> {
    const result = await changeCase(this.#services.database, caseNow(this.#services, this.#key), act);
    afterChange(this.#services);
    return result;
  }

  /**
   * Changes the case once per `Idempotency-Key`. `act` notes what the answer needs; `answer` sees the saved case and
   * may do what has to be done before the change counts.
   */
  async changeOnce<T>(body: unknown, act: (draft: CaseDraft) => T, answer: AnswerMaker<T>): Promise<Answer> {
    const { settings, database, now } = this.#services;
    const time = now();
    const request = {
      customerId: this.customerId,
      route: `${this.#c.req.method} ${this.#c.req.path}`,
      key: this.#c.req.header('Idempotency-Key') ?? null,
      body,
      now: time,
    };
    const result = await database.transaction(async (transaction) => {
      await lockCase(transaction, request.customerId);
      return answerOnce(transaction, request, async () => {
        const [outcome, saved] = await changeCaseIn(transaction, { key: this.#key, now: time, settings }, (draft) => [act(draft), draft] as const);
        return answer(outcome, saved, transaction);
      });
    });
    afterChange(this.#services);
    return result;
  }

  /** What was sent is saved whatever comes now: rules that cannot be asked are asked again by the upkeep. */
  async haveDecided(): Promise<void> {
    const isDecided = await decideByRules(this.#services, this.#key).catch(() => {
      this.#services.log('A submission could not be decided by the rules; trying again in a minute.');
    });
    if (isDecided) afterChange(this.#services);
  }

  /** Counts one more sending of so many bytes against the customer's day. @throws Problem 429 `rate_limited` */
  async payAgain(bytes: number): Promise<void> {
    const { database, settings, now } = this.#services;
    const spending = { customerId: this.customerId, now: now(), files: 0, bytes };
    await database.transaction((transaction) => spend(transaction, settings, spending));
  }

  presentation(draft: CaseDraft): Presentation {
    const { settings } = this.#services;
    const locale = this.#c.get('locale') ?? draft.customer.locale;
    return { locale, reviewMode: settings.reviewMode, supportEmail: settings.supportEmail };
  }

  get customerId(): string {
    return this.#c.get('customerId');
  }

  get #key(): { customerId: string } {
    return { customerId: this.customerId };
  }
}

/** Pages hear of a change; mails and erasures noted in it are carried out in the background: a kill before that only delays them. */
export function afterChange(services: Services): void {
  services.events.look();
  services.mails.wake();
  services.webhooks.wake();
  eraseNoted(services).catch(() => services.log('Some erased documents still lie on disk; trying again soon.'));
}

/** Links in answers are absolute: `KYC_PUBLIC_URL`, or where the request came in. */
export function absoluteUrl(c: Context, { settings }: Services, path: string): string {
  return `${settings.publicUrl ?? new URL(c.req.url).origin}${path}`;
}
