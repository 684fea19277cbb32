/** The review page's one writer of state: session, routing, loading, and running a change exactly once. */
import { render } from 'lit';
import { AdminApi, ApiFailure } from './api.ts';
import { CaseDesk, emptyDesk } from './case-desk.ts';
import { caseKeys } from './case-keys.ts';
import { draftOf, isChanged } from './configuration-draft.ts';
import { idleMinutes, watchIdle } from './idle.ts';
import { queueKeys } from './queue-keys.ts';
import { moreOf, readRoom, roomTitles } from './rooms.ts';
import { keepSession, readSession, type Session } from './session.ts';
import { hashOf, startQuery, type QueueQuery } from './queue-query.ts';
import type { QueuePage, Summary } from './schemas.ts';
import { Shortcuts, type Shortcut } from './shortcuts.ts';
import { routeOf, type Loadable, type Queue, type State } from './state.ts';
import { putBack, wordsIn } from './unsaved-words.ts';
import { appView } from './views/app.view.ts';
import { showShortcuts } from './views/shortcuts.view.ts';

const typingMs = 250;
const loading = { phase: 'loading' } as const;
const emptyRooms = { customers: loading, outbox: loading, webhooks: loading, audit: loading };

export class App {
  readonly shortcuts = new Shortcuts(() => this.#keys());
  readonly desk = new CaseDesk(this);
  readonly #root: HTMLElement;
  #api: AdminApi | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #lastQuery = startQuery;
  /** Answers of an older load are dropped. */
  #loadNumber = 0;
  /** By whom and what, when somebody was signed out for being away. */
  #left: { readonly reviewer: string; readonly words: ReturnType<typeof wordsIn>; readonly draft: State['draft'] } | null = null;
  #state: State = {
    session: readSession(),
    route: routeOf(location.hash),
    message: null,
    busy: false,
    queue: loading,
    case: loading,
    desk: emptyDesk,
    draft: loading,
    ...emptyRooms,
  };

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  /** Where "Back to the queue" leads: to the cases that were shown last. */
  get lastQuery(): QueueQuery {
    return this.#lastQuery;
  }

  get state(): State {
    return this.#state;
  }

  /** The signed-in reviewer's API; views that need it are shown to signed-in reviewers only. */
  get api(): AdminApi {
    if (!this.#api) throw new ApiFailure(401, 'Please sign in.');
    return this.#api;
  }

  start(): void {
    addEventListener('hashchange', this.#onHashChange);
    addEventListener('beforeunload', this.#onBeforeUnload);
    document.addEventListener('visibilitychange', this.#onVisibilityChange);
    document.addEventListener('keydown', this.shortcuts.onKeyDown);
    this.desk.start();
    watchIdle(this.#signOutIdle);
    const { session } = this.#state;
    if (session) this.#api = new AdminApi(session);
    this.update({});
    if (session) void this.load();
  }

  /** Signs in by reading the queue once: a wrong token is told at once, and never kept. */
  async signIn(session: Session): Promise<void> {
    await this.run(async () => {
      const api = new AdminApi(session);
      await api.queue(startQuery);
      this.#api = api;
      keepSession(session);
      this.update({ session });
      await this.#bringBack(session);
      this.#focusHeading();
    });
  }

  signOut(): void {
    this.#left = null;
    this.#forget({ draft: loading });
  }

  /** What was being written waits for the same person; nobody else sees it. */
  readonly #signOutIdle = (): void => {
    const { session, draft } = this.#state;
    if (!session) return;
    this.#left = { reviewer: session.reviewer, words: wordsIn(this.#root), draft };
    this.#forget({ draft: loading, message: { tone: 'warn', text: `You were signed out after ${idleMinutes} minutes. What you were writing comes back once you sign in.` } });
  };

  #forget(change: Partial<State>): void {
    keepSession(null);
    this.#api = null;
    this.update({ session: null, message: null, queue: loading, case: loading, desk: emptyDesk, ...emptyRooms, ...change });
    this.#focusHeading();
  }

  async #bringBack({ reviewer }: Session): Promise<void> {
    const left = this.#left?.reviewer === reviewer ? this.#left : null;
    this.#left = null;
    if (left) this.update({ draft: left.draft });
    await this.load();
    if (left) putBack(left.words, this.#root);
  }

  /** Reads what the route shows. A reload keeps the old content standing until the new one is there. */
  async load(): Promise<void> {
    const number = ++this.#loadNumber;
    const change = await this.#read();
    if (number !== this.#loadNumber || !this.#api) return;
    this.update(change);
    if (change.case?.phase === 'ready') this.desk.onLoaded(change.case.value.contact.locale);
  }

  async loadMore(): Promise<void> {
    const { queue, route } = this.#state;
    if (route.kind === 'case' || route.kind === 'configuration') return;
    if (route.kind !== 'queue') {
      await this.run(async () => this.update(await moreOf(this.api, route, this.#state)));
      return;
    }
    if (queue.phase !== 'ready' || !queue.value.nextCursor) return;
    const { items, nextCursor } = queue.value;
    await this.run(async () => {
      const page = await this.api.queue(route.query, nextCursor);
      this.update({ queue: { phase: 'ready', value: queueOf(page, items) } });
    });
  }

  /** Shows other cases. What is typed replaces its own address letter by letter; a choice is a step to go back to. */
  showQueue(query: QueueQuery, { isTyped = false } = {}): void {
    if (!isTyped) {
      location.hash = hashOf(query);
      return;
    }
    history.replaceState(null, '', hashOf(query));
    this.update({ route: { kind: 'queue', query } });
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.load(), typingMs);
  }

  /** Runs a change, one at a time, and tells how it went. Resolves to whether it worked. */
  async run(change: () => Promise<void>, done?: string): Promise<boolean> {
    if (this.#state.busy) return false;
    this.update({ busy: true, message: null });
    try {
      await change();
      this.update({ busy: false, message: done ? { tone: 'good', text: done } : null });
      return true;
    } catch (reason) {
      this.update({ busy: false });
      await this.#tell(reason);
      return false;
    } finally {
      this.#keepFocus();
    }
  }

  readonly update = (change: Partial<State>): void => {
    this.#state = { ...this.#state, ...change };
    document.title = titleOf(this.#state);
    render(appView(this), this.#root);
  };

  get #hasDraft(): boolean {
    const { draft } = this.#state;
    return draft.phase === 'ready' && isChanged(draft.value);
  }

  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    if (this.#hasDraft) event.preventDefault();
  };

  #keys(): readonly Shortcut[] {
    const help = { keys: ['?'], title: 'Show this list', run: showShortcuts };
    if (!this.#state.session) return [help];
    switch (this.#state.route.kind) {
      case 'queue':
        return [...queueKeys, help];
      case 'case':
        return [...caseKeys(this), help];
      default:
        return [help];
    }
  }

  async #tell(reason: unknown): Promise<void> {
    const failure = reason instanceof ApiFailure ? reason : new ApiFailure(0, 'The answer could not be read. Please try again.');
    if (failure.status === 401 && this.#state.session) this.signOut();
    if (failure.status === 412) await this.load();
    this.update({ message: { tone: failure.status === 412 ? 'warn' : 'bad', text: failure.message } });
  }

  async #read(): Promise<Partial<State>> {
    const { route } = this.#state;
    switch (route.kind) {
      case 'queue':
        this.#lastQuery = route.query;
        return { queue: await this.#loadable(async () => queueOf(await this.api.queue(route.query))) };
      case 'case':
        return { case: await this.#loadable(async () => {
          const answer = await this.api.verification(route.id);
          return { ...answer, audit: await this.api.audit(route.id) };
        }) };
      case 'configuration':
        // What is being written stays until it is saved or discarded, whatever else is looked at meanwhile.
        return this.#hasDraft ? {} : { draft: await this.#loadable(async () => draftOf(await this.api.configuration())) };
      default:
        return { [route.kind]: await this.#loadable(() => readRoom(this.api, route)) };
    }
  }

  async #loadable<T>(read: () => Promise<T>): Promise<Loadable<T>> {
    try {
      return { phase: 'ready', value: await read() };
    } catch (reason) {
      if (reason instanceof ApiFailure && reason.status === 401) {
        this.signOut();
        this.update({ message: { tone: 'bad', text: reason.message } });
      }
      return { phase: 'failed', text: reason instanceof ApiFailure ? reason.message : 'The answer could not be read.' };
    }
  }

  readonly #onHashChange = (): void => {
    const before = this.#state.route.kind;
    const route = routeOf(location.hash);
    this.update({ route, message: null, case: loading, desk: emptyDesk });
    // Another filter of the same list: whoever chose it goes on from there.
    if (route.kind === before && route.kind !== 'case') return void this.load();
    this.#focusHeading();
    // A case's heading comes with the case.
    if (this.#api) void this.load().then(() => document.activeElement === document.body && this.#focusHeading());
  };

  /** Coming back to the queue shows what came in meanwhile; a case is left alone while somebody writes in it. */
  readonly #onVisibilityChange = (): void => {
    if (!document.hidden && this.#api && this.#state.route.kind === 'queue') void this.load();
  };

  #focusHeading(): void {
    this.#root.querySelector<HTMLElement>('h1')?.focus();
  }

  /** A pressed button may have gone with its decision: the message is the place to go on from. */
  #keepFocus(): void {
    if (document.activeElement === document.body) this.#root.querySelector<HTMLElement>('.message')?.focus();
  }
}

function queueOf({ verifications, nextCursor, counts, waiting }: QueuePage, before: readonly Summary[] = []): Queue {
  const all = Object.values(counts).reduce((sum, each) => sum + each, 0);
  return { items: [...before, ...verifications], nextCursor, counts: { ...counts, waiting, '': all } };
}

function titleOf({ session, route, case: shown }: State): string {
  const name = shown.phase === 'ready' && route.kind === 'case' ? shown.value.verification.customer.name : null;
  return session ? `${name ?? roomTitles[route.kind]} · KYC review` : 'KYC review';
}
