/** The admin API. Every answer is parsed; every failure is an `ApiFailure` with a sentence a reviewer can act on. */
import type * as z from 'zod/mini';
import { parseAnswer, parseVerification } from '../../src/contract/index.ts';
import type { CustomerStatus, Restriction, Verification } from '../../src/model/verification.ts';
import { searchOf, type QueueQuery } from './queue-query.ts';
import {
  adminProblemSchema, auditSchema, configurationSchema, contactSchema, customersPageSchema, effectsSchema, exampleSchema, outboxSchema,
  queuePageSchema, roundsSchema, ticketsSchema, webhooksSchema,
} from './schemas.ts';
import type {
  AdminProblem, AuditEntry, Configuration, Contact, Effects, ListedCustomer, Mail, Round, SavedConfiguration, Ticket, Webhook,
} from './schemas.ts';
import type { Session } from './session.ts';
import type { Filters, Page } from './state.ts';
import { failureText } from './words.ts';

export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Places of the body that did not fit. */
  readonly paths: readonly string[];

  constructor(status: number, sentence: string, paths: readonly string[] = []) {
    super(sentence);
    this.status = status;
    this.paths = paths;
  }
}

export interface DocumentDecision {
  readonly decision: 'accept' | 'reject';
  readonly fileId?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly final?: boolean;
  /** RFC 3339: until when an accepted document counts. */
  readonly expiresAt?: string;
}

export interface WholeDecision {
  readonly decision: 'complete' | 'request_changes' | 'reject';
  readonly message?: string;
}

interface CaseAnswer {
  readonly verification: Verification;
  readonly contact: Contact;
  readonly rounds: readonly Round[];
  readonly tickets: readonly Ticket[];
}

interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: object;
  /** Sent as it is, in place of `body`. */
  readonly bytes?: Blob;
  /** The snapshot's number the reviewer was looking at. */
  readonly version?: number;
  /** As an answer named it. */
  readonly etag?: string;
  readonly signal?: AbortSignal;
}

export class AdminApi {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  queue(query: QueueQuery, cursor: string | null = null): Promise<z.output<typeof queuePageSchema>> {
    return this.#read(`verifications?${searchOf(query, cursor)}`, queuePageSchema);
  }

  async verification(id: string): Promise<CaseAnswer> {
    const answer = await this.#send(`verifications/${encodeURIComponent(id)}`);
    const body: unknown = await answer.json();
    return {
      verification: parseVerification(body).verification,
      contact: parseAnswer(contactSchema, body).customer,
      rounds: parseAnswer(roundsSchema, body).rounds,
      tickets: parseAnswer(ticketsSchema, body).tickets,
    };
  }

  async audit(verificationId: string): Promise<AuditEntry[]> {
    return (await this.#read(`audit?${new URLSearchParams({ verificationId })}`, auditSchema)).entries;
  }

  async configuration(): Promise<SavedConfiguration> {
    return savedOf(await this.#send('configuration'));
  }

  /** @throws ApiFailure 412 when somebody else saved since this one was read */
  async saveConfiguration(body: Configuration, etag: string): Promise<SavedConfiguration> {
    return savedOf(await this.#send('configuration', { method: 'PUT', body, etag }));
  }

  /** What an open case would be asked then, by the server's own rules. Changes nothing. */
  async effects(body: Configuration): Promise<Effects> {
    return parseAnswer(effectsSchema, await (await this.#send('configuration/effects', { method: 'POST', body })).json());
  }

  /** Resolves to where the picture is shown. */
  async uploadExample(picture: Blob): Promise<string> {
    return parseAnswer(exampleSchema, await (await this.#send('examples', { method: 'POST', bytes: picture })).json()).url;
  }

  async customers(filters: Filters, cursor: string | null): Promise<Page<ListedCustomer>> {
    const { customers, nextCursor } = await this.#read(`customers?${searchOfFilters(filters, { cursor })}`, customersPageSchema);
    return { items: customers, nextCursor };
  }

  async outbox(filters: Filters): Promise<Page<Mail>> {
    return { items: (await this.#read(`outbox?${searchOfFilters(filters)}`, outboxSchema)).mails, nextCursor: null };
  }

  async retryMail(id: string): Promise<void> {
    await this.#send(`outbox/${encodeURIComponent(id)}/retry`, { method: 'POST' });
  }

  async webhooks(): Promise<Page<Webhook>> {
    return { items: (await this.#read('webhooks', webhooksSchema)).webhooks, nextCursor: null };
  }

  async retryWebhook(id: string): Promise<void> {
    await this.#send(`webhooks/${encodeURIComponent(id)}/retry`, { method: 'POST' });
  }

  async auditPage(filters: Filters, before: string | null): Promise<Page<AuditEntry>> {
    const { entries, nextCursor } = await this.#read(`audit?${searchOfFilters(filters, { before })}`, auditSchema);
    return { items: entries, nextCursor };
  }

  async decideDocument(of: Verification, documentId: string, body: DocumentDecision): Promise<void> {
    const path = `documents/${encodeURIComponent(documentId)}/decision`;
    await this.#change(of, path, { body, version: of.version });
  }

  async decide(of: Verification, body: WholeDecision): Promise<void> {
    await this.#change(of, 'decision', { body, version: of.version });
  }

  async comment(of: Verification, body: { body: string; categoryId?: string; documentId?: string }): Promise<void> {
    await this.#change(of, 'comments', { body });
  }

  async request(of: Verification, body: { message: string; categoryId?: string; category?: { title: string } }): Promise<void> {
    await this.#change(of, 'requests', { body });
  }

  async renew(of: Verification, body: { dueAt: string; reason: string; categoryIds?: string[] }): Promise<void> {
    await this.#change(of, 'renewal', { body });
  }

  async setCustomer(id: string, body: { status: CustomerStatus; restrictions: readonly Restriction[] }): Promise<void> {
    await this.#send(`customers/${encodeURIComponent(id)}/status`, { method: 'PUT', body });
  }

  async eraseCustomer(id: string): Promise<void> {
    await this.#send(`customers/${encodeURIComponent(id)}`, { method: 'DELETE' });
  }

  /** A file's bytes; null once they are erased. Each call is written to the audit. */
  async content(verificationId: string, fileId: string, signal: AbortSignal): Promise<Blob | null> {
    const path = `verifications/${encodeURIComponent(verificationId)}/files/${encodeURIComponent(fileId)}/content`;
    try {
      return await (await this.#send(path, { signal })).blob();
    } catch (reason) {
      if (reason instanceof ApiFailure && reason.status === 404) return null;
      throw reason;
    }
  }

  #change(of: Verification, path: string, call: Call): Promise<Response> {
    return this.#send(`verifications/${encodeURIComponent(of.id)}/${path}`, { method: 'POST', ...call });
  }

  async #read<T extends z.ZodMiniType>(path: string, schema: T): Promise<z.output<T>> {
    return parseAnswer(schema, await (await this.#send(path)).json());
  }

  async #send(path: string, { method = 'GET', body, bytes, version, etag, signal }: Call = {}): Promise<Response> {
    const headers = new Headers({
      authorization: `Bearer ${this.#session.token}`,
      // Header values are bytes: a name outside ASCII travels percent-encoded.
      'x-reviewer': encodeURIComponent(this.#session.reviewer),
    });
    if (body) headers.set('content-type', 'application/json');
    if (version !== undefined) headers.set('if-match', `"${version}"`);
    if (etag !== undefined) headers.set('if-match', etag);
    const answer = await fetch(`/admin/api/${path}`, { method, headers, body: bytes ?? JSON.stringify(body), signal }).catch(
      (reason: unknown) => { throw asFailure(reason); },
    );
    if (answer.ok) return answer;
    const problem = await problemOf(answer);
    const waitSeconds = Number(answer.headers.get('Retry-After') ?? 0);
    throw new ApiFailure(answer.status, failureText(answer.status, problem, waitSeconds), problem?.paths);
  }
}

function asFailure(reason: unknown): unknown {
  if (reason instanceof Error && reason.name === 'AbortError') return reason;
  return new ApiFailure(0, 'The server cannot be reached. Check your connection and try again.');
}

async function problemOf(answer: Response): Promise<AdminProblem | null> {
  try {
    return parseAnswer(adminProblemSchema, await answer.json());
  } catch {
    return null;
  }
}

async function savedOf(answer: Response): Promise<SavedConfiguration> {
  return { etag: answer.headers.get('ETag') ?? '*', value: parseAnswer(configurationSchema, await answer.json()) };
}

function searchOfFilters(filters: Filters, more: Readonly<Record<string, string | null>> = {}): string {
  const entries = Object.entries({ ...filters, ...more }).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(entries).toString();
}
