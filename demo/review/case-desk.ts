/** Work on one case: what is selected and open, decisions by button or key, and news of what others do meanwhile. */
import type { Verification } from '../../src/model/verification.ts';
import type { DocumentDecision } from './api.ts';
import type { App } from './app.ts';
import { startQuery } from './queue-query.ts';
import { textsFor, type GivenReason, type Texts } from './reasons.ts';
import type { AuditEntry } from './schemas.ts';
import { canDecide, nextUndecided, targetsOf, titleOf, type Target } from './targets.ts';

/** A rejection being written. It outlives a reload: nothing typed is lost. */
export interface Rejection extends GivenReason {
  readonly documentId: string;
  readonly fileId: string | null;
  /** What the catalogue is searched for. */
  readonly query: string;
}

export interface Desk {
  /** Key of the target that keys act on. */
  readonly selected: string | null;
  /** Documents whose files are shown. */
  readonly opened: ReadonlySet<string>;
  readonly rejection: Rejection | null;
  /** Ids of two files beside each other. */
  readonly compared: readonly string[] | null;
  /** What the customer reads; null while it loads. */
  readonly texts: Texts | null;
  /** What happened to the case since it was loaded. */
  readonly news: readonly AuditEntry[];
}

export const emptyDesk: Desk = { selected: null, opened: new Set(), rejection: null, compared: null, texts: null, news: [] };
const watchMs = 20_000;

export class CaseDesk {
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  start(): void {
    setInterval(() => void this.look(), watchMs);
    addEventListener('focus', () => void this.look());
  }

  get state(): Desk {
    return this.#app.state.desk;
  }

  set(change: Partial<Desk>): void {
    this.#app.update({ desk: { ...this.state, ...change } });
  }

  /** The case as shown; null while there is none. */
  get verification(): Verification | null {
    const { case: shown } = this.#app.state;
    return shown.phase === 'ready' ? shown.value.verification : null;
  }

  get selected(): Target | null {
    const { verification } = this;
    if (!verification) return null;
    const targets = targetsOf(verification);
    return targets.find(({ key }) => key === this.state.selected) ?? null;
  }

  /** The case is there, or there anew. */
  onLoaded(locale: string): void {
    if (this.state.news.length > 0) this.set({ news: [] });
    if (!this.state.texts) void this.#loadTexts(locale);
  }

  async #loadTexts(locale: string): Promise<void> {
    const { route } = this.#app.state;
    const texts = await textsFor(locale).catch(() => null);
    if (texts && this.#app.state.route === route) this.set({ texts });
  }

  select(key: string): void {
    if (key !== this.state.selected) this.set({ selected: key });
  }

  /** Moves to the target before or after, within the page's order. */
  step(by: 1 | -1): boolean {
    if (!this.verification) return false;
    const targets = targetsOf(this.verification);
    const at = targets.findIndex(({ key }) => key === this.state.selected);
    const next = at === -1 ? targets[0] : targets[at + by];
    if (next) focusTarget(next.key);
    return next !== undefined;
  }

  toggle(documentId: string): void {
    const opened = new Set(this.state.opened);
    if (!opened.delete(documentId)) opened.add(documentId);
    this.set({ opened });
  }

  startRejecting({ document, file }: Target): void {
    const kept = this.state.rejection;
    const isSame = kept?.documentId === document.id;
    const rejection = isSame ? kept : { documentId: document.id, query: '', code: '', message: '', final: false };
    this.set({ rejection: { ...rejection, fileId: file?.id ?? null } });
    window.document.querySelector<HTMLElement>('#reason-filter')?.focus();
  }

  stopRejecting(): void {
    const { rejection } = this.state;
    this.set({ rejection: null });
    if (rejection) focusTarget(rejection.documentId);
  }

  accept({ key, document, file }: Target, expires = expiryTyped(document.id)): Promise<boolean> {
    const expiresAt = !file && expires ? new Date(`${expires}T00:00:00Z`).toISOString() : undefined;
    return this.#decide(key, { decision: 'accept', ...(file && { fileId: file.id }), ...(expiresAt && { expiresAt }) });
  }

  async reject(): Promise<void> {
    const { rejection } = this.state;
    if (!rejection?.code) return;
    const { documentId, fileId, code, message, final } = rejection;
    const key = fileId ? `${documentId}/${fileId}` : documentId;
    const given = message.trim();
    const worked = await this.#decide(key, { decision: 'reject', reason: code, final, ...(fileId && { fileId }), ...(given && { message: given }) });
    if (worked) this.set({ rejection: null });
  }

  /** Decides, reads the case anew and goes on to what waits next. */
  async #decide(key: string, decision: DocumentDecision): Promise<boolean> {
    const { verification } = this;
    const document = verification?.documents.find(({ id }) => id === key.split('/')[0]);
    if (!verification || !document) return false;
    const done = `${titleOf(verification, document)}: ${decision.decision === 'accept' ? 'accepted' : 'rejected'}.`;
    const worked = await this.#app.run(async () => {
      await this.#app.api.decideDocument(verification, document.id, decision);
      await this.#app.load();
    }, done);
    if (worked && this.verification) focusTarget(nextUndecided(this.verification, key)?.key ?? document.id);
    return worked;
  }

  /** What keys act on, when it can be decided. */
  get decidable(): Target | null {
    const { verification, selected } = this;
    return verification && selected && canDecide(verification, selected.document) ? selected : null;
  }

  /** The case after this one among those that wait, as the queue was last shown. */
  async next(): Promise<void> {
    const { route } = this.#app.state;
    if (route.kind !== 'case') return;
    await this.#app.run(async () => {
      const { verifications } = await this.#app.api.queue({ ...startQuery, ...this.#app.lastQuery, status: 'waiting' });
      const at = verifications.findIndex(({ id }) => id === route.id);
      const next = verifications[at + 1] ?? verifications.find(({ id }) => id !== route.id);
      if (next) location.hash = `#/case/${encodeURIComponent(next.id)}`;
      else this.#app.update({ message: { tone: 'good', text: 'No other case waits for a decision.' } });
    });
  }

  /** Asks whether somebody else worked on the case; a case is never changed under a reviewer's hands. */
  async look(): Promise<void> {
    const { route, case: shown, busy, session } = this.#app.state;
    if (!session || busy || document.hidden || route.kind !== 'case' || shown.phase !== 'ready') return;
    const newest = shown.value.audit[0]?.id ?? 0;
    const entries = await this.#app.api.audit(route.id).catch(() => []);
    if (this.#app.state.case !== shown) return;
    const news = entries.filter(({ id, actor }) => id > newest && actor !== session.reviewer);
    if (news.length !== this.state.news.length) this.set({ news });
  }
}

/** Brings a document or side to the front, where keys and screen readers are then. */
export function focusTarget(key: string): void {
  const element = document.getElementById(key);
  element?.focus({ preventScroll: true });
  element?.scrollIntoView({ block: 'nearest' });
}

function expiryTyped(documentId: string): string {
  const input = document.getElementById(`expires-${documentId}`);
  return input instanceof HTMLInputElement ? input.value : '';
}
