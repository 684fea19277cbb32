/** A letter to support: what it is about, what the person has written so far, and what goes to the provider. */
import type { TicketTopic } from './context.ts';

/** The contract's limits, in characters. */
export const letterLimits = { subject: 200, message: 5000, diagnostics: 5000 } as const;

/** What is sent. */
export interface TicketRequest {
  readonly subject: string;
  readonly message: string;
  readonly categoryId?: string;
  readonly documentId?: string;
  readonly diagnostics?: string;
}

/** What the provider made of it. */
export interface TicketAnswer {
  readonly ticketId: string;
  readonly url?: string | null;
}

/**
 * What the person has changed; absent = as prefilled. It is written to while they type, and lives as long as the page, so
 * that closing the form loses nothing. Nothing else keeps it.
 */
export interface Letter {
  subject?: string;
  message?: string;
  /** Value of the choice: `category <id>`, `document <id>`, or empty. */
  about?: string;
  diagnostics?: string;
  isWithoutDiagnostics?: boolean;
  answer?: TicketAnswer;
}

export interface OpenTicket {
  readonly about: TicketTopic;
  readonly letter: Letter;
  /** Whose letter it is: another customer's page does not show it. */
  readonly verificationId: string;
  readonly isOpen: boolean;
  readonly send: (request: TicketRequest) => Promise<TicketAnswer>;
}
