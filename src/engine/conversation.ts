/** What customer and provider say to each other: comments seen, letters to support. Loads with the first of them. */
import type { CreatedTicket, CreateTicketRequest, KycClient } from '../client/kyc-client.ts';
import { KycError } from '../model/errors.ts';
import { randomId } from './random-id.ts';
import type { Store } from './store.ts';
import type { Synchronizer } from './synchronizer.ts';

export interface ConversationOptions {
  readonly client: KycClient;
  readonly store: Store;
  readonly sync: Synchronizer;
}

export class Conversation {
  readonly #options: ConversationOptions;
  /** Told once: what the server has not answered yet is not told again meanwhile. */
  readonly #told = new Set<string>();
  /** Key of a letter without an answer: the same letter again is the same ticket. */
  #unanswered: { readonly key: string; readonly body: string } | undefined;

  constructor(options: ConversationOptions) {
    this.#options = options;
  }

  /** Nothing a person waits for: what fails is told again with the next look. */
  async markRead(commentIds: readonly string[]): Promise<void> {
    const { client, sync, store } = this.#options;
    const unread = new Set(store.state.verification?.comments.filter(({ readAt }) => readAt === null).map(({ id }) => id));
    const ids = commentIds.filter((id) => unread.has(id) && !this.#told.has(id));
    if (ids.length === 0) return;
    for (const id of ids) this.#told.add(id);
    const outcomes = await Promise.allSettled(ids.map((id) => client.markCommentRead(id)));
    outcomes.forEach(({ status }, index) => status === 'rejected' && this.#told.delete(ids[index] ?? ''));
    if (outcomes.some(({ status }) => status === 'fulfilled')) await sync.reload();
  }

  /** Rejects with the server's `KycError`; the text is still the person's. */
  async createTicket(request: CreateTicketRequest): Promise<CreatedTicket> {
    const body = JSON.stringify(request);
    if (this.#unanswered?.body !== body) this.#unanswered = { key: randomId(''), body };
    try {
      const created = await this.#options.client.createTicket(request, { idempotencyKey: this.#unanswered.key });
      this.#unanswered = undefined;
      return created;
    } catch (reason) {
      const error = KycError.from(reason);
      if (!error.retryable) this.#unanswered = undefined;
      throw error;
    }
  }
}
