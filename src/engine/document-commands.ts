/** What the customer does to stored documents, and sending them to review. */
import type { KycClient, SubmitRequest } from '../client/kyc-client.ts';
import type { Clock } from '../model/clock.ts';
import { KycError } from '../model/errors.ts';
import type { RaiseEvent } from '../model/events.ts';
import { blockers, documentsToSubmit } from '../model/blockers.ts';
import { canChange, canRemove } from '../model/permissions.ts';
import { isEditable } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import type { Verification, VerificationDocument } from '../model/verification.ts';
import type { Recovery } from '../upload/index.ts';
import { fileRef } from './file-ref.ts';
import { pause } from './pause.ts';
import { randomId } from './random-id.ts';
import { staleCodes } from './stale-codes.ts';
import type { Store } from './store.ts';
import type { Synchronizer } from './synchronizer.ts';

export interface DocumentCommandsOptions {
  readonly store: Store;
  readonly client: KycClient;
  readonly sync: Synchronizer;
  readonly raise: RaiseEvent;
  readonly clock: Clock;
  readonly loadRecovery: () => Promise<Recovery>;
}

/** A submission without an answer is repeated by itself for so long; then the person is asked. */
const repeatForMs = 30_000;

/** What is sent: the documents, and the consents given on this page in the version that is asked for. */
function submission({ consents: given }: State, verification: Verification): SubmitRequest {
  const consents = verification.consents.filter(({ id, version }) => given[id] === version).map(({ id, version }) => ({ id, version }));
  const request = { version: verification.version, documentIds: documentsToSubmit(verification) };
  return consents.length > 0 ? { ...request, consents } : request;
}

export class DocumentCommands {
  readonly #options: DocumentCommandsOptions;
  readonly #controller = new AbortController();
  /** Key and body of a submission that has no answer yet: a repeat is the same submission. */
  #unanswered: { readonly key: string; readonly body: string } | undefined;
  /** One save of fields after the other: what is filled in meanwhile is not lost, and a submission waits for it. */
  #saving: Promise<unknown> = Promise.resolve();

  constructor(options: DocumentCommandsOptions) {
    this.#options = options;
  }

  /** The engine goes, or the customer: nothing is repeated or told any more. */
  dispose(): void {
    this.#controller.abort();
  }

  async removeDocument(documentId: string): Promise<void> {
    this.#check(documentId, canRemove);
    await this.#change(documentId, (client) => client.deleteDocument(documentId));
  }

  async removeFile(fileId: string): Promise<void> {
    const ref = fileRef(this.#options.store.state.verification, fileId);
    this.#check(ref.documentId, canRemove);
    await this.#change(fileId, (client) => client.deleteFile(ref));
  }

  async changeType(documentId: string, documentTypeId: string): Promise<void> {
    this.#check(documentId, canChange);
    await this.#change(documentId, (client) => client.updateDocument(documentId, { documentTypeId }));
  }

  async setFields(documentId: string, fields: Readonly<Record<string, string>>): Promise<void> {
    this.#check(documentId, canChange);
    const saved = this.#saving.then(() => this.#change(documentId, (client) => client.updateDocument(documentId, { fields })));
    this.#saving = saved.catch(() => undefined);
    await saved;
  }

  async movePage(fileId: string, by: -1 | 1): Promise<void> {
    const { documentId } = fileRef(this.#options.store.state.verification, fileId);
    const { files } = this.#check(documentId, canChange);
    const pageOrder = files.filter(({ side }) => side === 'page').sort((one, other) => one.page - other.page).map(({ id }) => id);
    const from = pageOrder.indexOf(fileId);
    if (from + by < 0 || from + by >= pageOrder.length) return;
    pageOrder.splice(from + by, 0, ...pageOrder.splice(from, 1));
    await this.#change(documentId, (client) => client.updateDocument(documentId, { pageOrder }));
  }

  /** Repeated under one key while the answer gets lost: one copy. */
  async copyDocument(documentId: string, categoryId: string, documentTypeId: string): Promise<void> {
    const idempotencyKey = randomId('');
    await this.#change(documentId, (client) => this.#repeated(() =>
      client.copyDocument({ categoryId, documentTypeId, copyOf: documentId }, { idempotencyKey, signal: this.#controller.signal })));
  }

  /** A failed act: told by a notice, and where the server has moved on, by the fresh state. */
  async failed(reason: unknown, documentId?: string): Promise<KycError> {
    const { store, sync } = this.#options;
    const error = KycError.from(reason);
    if (error.code === 'aborted') return error;
    const isStale = staleCodes.includes(error.code);
    if (isStale) await sync.reload();
    store.apply({ kind: 'notice', notice: { kind: isStale ? 'changed_meanwhile' : 'action_failed', error, documentId } });
    return error;
  }

  /**
   * Sends every uploaded document to review.
   * @throws KycError `incomplete` with the unmet categories, `not_open`, `prevented` by the host, or the server's.
   */
  async submit(): Promise<void> {
    const { store, raise } = this.#options;
    await this.#saving;
    const verification = this.#submittable();
    store.apply({ kind: 'submit' });
    if (!raise('kyc-before-submit', { verification })) {
      store.apply({ kind: 'submit_failed' });
      throw new KycError('prevented');
    }
    try {
      await this.#send(verification);
    } catch (reason) {
      if (this.#controller.signal.aborted) throw new KycError('aborted');
      store.apply({ kind: 'submit_failed' });
      throw await this.failed(reason);
    }
  }

  /** @throws KycError `not_open` when there is nothing to take back, or the server's. */
  async withdraw(): Promise<void> {
    const { client, store, sync } = this.#options;
    const { withdrawable, submissionId } = store.state.verification?.review ?? {};
    if (!withdrawable || !submissionId) throw new KycError('not_open');
    if (store.state.busyIds.includes(submissionId)) throw new KycError('busy');
    store.apply({ kind: 'busy', id: submissionId, isBusy: true });
    try {
      sync.accept(await this.#repeated(() => client.withdraw(submissionId, { signal: this.#controller.signal })));
    } catch (reason) {
      throw await this.failed(reason);
    } finally {
      store.apply({ kind: 'busy', id: submissionId, isBusy: false });
    }
  }

  #submittable(): Verification {
    const { state } = this.#options.store;
    if (!state.verification || !isEditable(state.verification)) throw new KycError('not_open');
    if (state.session.kind === 'submitting') throw new KycError('busy');
    const found = blockers(state);
    const categoryIds = [...new Set(found.map(({ categoryId }) => categoryId).filter(Boolean))];
    if (categoryIds.length > 0) throw new KycError('incomplete', { detail: { categoryIds } });
    if (found.length > 0) throw new KycError('consent_missing');
    return state.verification;
  }

  async #send(verification: Verification): Promise<void> {
    const { client, sync, store, raise } = this.#options;
    const request = submission(store.state, verification);
    const idempotencyKey = this.#keyFor(JSON.stringify(request));
    const answer = await this.#repeated(() => client.submit(request, { idempotencyKey, signal: this.#controller.signal })).catch((reason: unknown) => {
      if (!KycError.from(reason).retryable) this.#unanswered = undefined;
      throw reason;
    });
    this.#unanswered = undefined;
    if (this.#controller.signal.aborted) throw new KycError('aborted');
    const { submissionId } = answer;
    const submittedAt = answer.verification.review.submittedAt ?? new Date().toISOString();
    store.apply({ kind: 'submitted', submission: { submissionId, submittedAt } });
    sync.accept(answer.verification);
    raise('kyc-submit', { submissionId, submittedAt });
  }

  /** Asks again while the answer gets lost, with the pauses uploads have; a server that asks for a longer one has its way. */
  async #repeated<T>(act: () => Promise<T>): Promise<T> {
    const { clock, loadRecovery } = this.#options;
    const until = clock.now() + repeatForMs;
    let recovery: Recovery | undefined;
    for (;;) {
      try {
        return await act();
      } catch (reason) {
        recovery ??= await loadRecovery().catch(() => undefined);
        const { remedy, delayMs } = recovery?.next(KycError.from(reason), 'endpoint') ?? { remedy: 'give_up', delayMs: 0 };
        if (remedy !== 'wait' || clock.now() + delayMs > until) throw reason;
        if (!(await pause(clock, delayMs, this.#controller.signal))) throw new KycError('aborted');
      }
    }
  }

  /** @throws KycError `not_found`, `not_open` */
  #check(documentId: string, isAllowed: (verification: Verification, document: VerificationDocument) => boolean): VerificationDocument {
    const { verification } = this.#options.store.state;
    const document = verification?.documents.find(({ id }) => id === documentId);
    if (!verification || !document) throw new KycError('not_found');
    if (!isAllowed(verification, document)) throw new KycError('not_open', { detail: { documentId } });
    return document;
  }

  #keyFor(body: string): string {
    if (this.#unanswered?.body !== body) this.#unanswered = { key: randomId(''), body };
    return this.#unanswered.key;
  }

  async #change(id: string, act: (client: KycClient) => Promise<unknown>): Promise<void> {
    const { store, client, sync } = this.#options;
    if (store.state.busyIds.includes(id)) return;
    store.apply({ kind: 'busy', id, isBusy: true });
    try {
      await act(client);
      await sync.reload();
    } catch (reason) {
      throw await this.failed(reason, id);
    } finally {
      store.apply({ kind: 'busy', id, isBusy: false });
    }
  }
}
