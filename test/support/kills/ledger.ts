/** What the backend acknowledged to one customer and about them: written down when the answer came, never before. */
import type { Answer, Customer, Specimen } from '../backend-driver.ts';

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

  constructor(customer: Customer, verificationId: string) {
    this.customer = customer;
    this.verificationId = verificationId;
  }
}
