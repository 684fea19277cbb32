/** What the backend acknowledged to one customer and about them: written down when the answer came, never before. */
import type { BackendAddress } from '../backend.ts';
import { call, type Answer, type Customer, type Specimen } from '../backend-driver.ts';

/** Tokens live for a quarter of an hour. */
const renewedAfterMs = 5 * 60_000;

export interface KeptDocument {
  readonly fileId: string;
  readonly specimen: Specimen;
}

export interface KeyedAnswer {
  readonly path: string;
  readonly body: unknown;
  readonly key: string;
  readonly answer: Answer;
}

export class Ledger {
  readonly customer: Customer;
  readonly verificationId: string;
  readonly documents = new Map<string, KeptDocument>();
  readonly decisions = new Map<string, 'accepted' | 'rejected'>();
  readonly submissions: string[] = [];
  /** What the customer was told of each submission. */
  readonly verdicts: string[] = [];
  readonly comments: string[] = [];
  readonly tickets: string[] = [];
  readonly keyed: KeyedAnswer[] = [];
  isDone = false;
  #renewedAt = Date.now();

  constructor(customer: Customer, verificationId: string) {
    this.customer = customer;
    this.verificationId = verificationId;
  }

  /** As the page does, before the token runs out. */
  async renew({ origin }: BackendAddress): Promise<void> {
    if (Date.now() - this.#renewedAt < renewedAfterMs) return;
    const { body } = await call(`${origin}/portal/kyc-session`, { method: 'POST', headers: { Cookie: this.customer.cookie } });
    this.customer.token = body.token;
    this.#renewedAt = Date.now();
  }
}
