/** What the middleware leaves for the routes behind it. */
import type { Context } from 'hono';
import type { Locale } from '../texts/locale.ts';

export interface CustomerEnv {
  Variables: {
    customerId: string;
    /** Of the token that came along. */
    accessHash: string;
    /** From `Accept-Language`; null leaves it to the customer's record. */
    locale: Locale | null;
  };
}

export interface ReviewerEnv {
  Variables: {
    /** Author of comments and decisions. */
    reviewer: string;
    locale: Locale | null;
  };
}

export type CustomerContext = Context<CustomerEnv>;
export type ReviewerContext = Context<ReviewerEnv>;
