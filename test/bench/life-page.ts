/** The page of the figures about a long life: one change among many documents, and elements that come and go. */
import { html, LitElement } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { KycClient } from '../../src/client/kyc-client.ts';
import { KycStatus } from '../../src/elements/kyc-status.ts';
import { KycVerification } from '../../src/elements/kyc-verification.ts';
import type { Verification, VerificationDocument } from '../../src/model/verification.ts';
import { category, document as documentOf, documentType, MemoryKycClient, verification } from '../../src/testing/index.ts';

export interface UpdateCost {
  /** From the new state to the drawn page, per update. */
  readonly viewMs: number[];
  /** From the server's answer to the drawn page: read, compared, told and drawn. */
  readonly wholeMs: number[];
  /** The same change in a plain list of guarded rows. */
  readonly floorMs: number[];
}

export interface LifeBench {
  update(size: { documents: number; categories: number; runs: number }): Promise<UpdateCost>;
  /** Elements put into the page and taken out again, each after it has shown the snapshot. */
  comeAndGo(times: number): Promise<void>;
  /** What is still there, beside the heap. */
  left(): { timers: number; listeners: number; streams: number; nodes: number };
}

declare global {
  interface Window {
    lifeBench?: LifeBench;
  }
}

class GuardedList extends LitElement {
  documents: readonly VerificationDocument[] = [];

  override render() {
    return html`<ul>${repeat(this.documents, ({ id }) => id, (document) => guard([document], () => html`<li data-id=${document.id}>
      <b>${document.documentTypeId}</b> <span class=${document.status}>${document.status}</span>
      ${document.files.map(({ fileName, sizeBytes }) => html`<i>${fileName}</i> <small>${sizeBytes}</small>`)}
    </li>`))}</ul>`;
  }
}

customElements.define('kyc-verification', KycVerification);
customElements.define('kyc-status', KycStatus);
customElements.define('guarded-list', GuardedList);
window.lifeBench = { update, comeAndGo, left };

async function update({ documents, categories, runs }: { documents: number; categories: number; runs: number }): Promise<UpdateCost> {
  const widget = await inWidget(many(documents, categories));
  const list = await inList(many(documents, categories));
  const [viewMs, wholeMs, floorMs]: number[][] = [[], [], []];
  // In turns, so that a busy machine is the same to both; the first ones warm up.
  for (let run = -10; run < runs; run += 1) {
    const cost = await widget.change(run + 10);
    const floor = await list.change(run + 10);
    if (run < 0) continue;
    viewMs?.push(cost.viewMs);
    wholeMs?.push(cost.wholeMs);
    floorMs?.push(floor);
  }
  widget.element.remove();
  list.element.remove();
  return { viewMs: viewMs ?? [], wholeMs: wholeMs ?? [], floorMs: floorMs ?? [] };
}

function many(documents: number, categories: number): Verification {
  return verification({
    status: 'pending',
    categories: Array.from({ length: categories }, (_, index) => category({
      id: `cat_${index}`, title: `Category ${index}`, maxDocuments: null, documentTypes: [documentType('passport', 'Passport')],
    })),
    documents: Array.from({ length: documents }, (_, index) => documentOf({
      id: `doc_${index}`, categoryId: `cat_${index % categories}`, documentTypeId: 'passport', status: 'pending',
    })),
  });
}

/** One document after the other is accepted; a second time round, looked at again. */
function changed(before: Verification, run: number): Verification {
  const at = (run * 7) % before.documents.length;
  const documents = before.documents.map((document, index): VerificationDocument => (index !== at
    ? document : { ...document, status: document.status === 'accepted' ? 'pending' : 'accepted' }));
  return { ...before, version: before.version + 1, documents };
}

async function inWidget(first: Verification) {
  let current = first;
  let answeredAt = 0;
  const client = {
    getVerification: async () => {
      // As it comes from a server: nothing of it is known.
      const answer = structuredClone(current);
      await frame();
      answeredAt = performance.now();
      return { kind: 'changed', verification: answer, etag: null, duplicateIds: [] };
    },
  } as unknown as KycClient;
  const element = Object.assign(new KycVerification(), { client, updates: 'off' });
  let storedAt = 0;
  element.addEventListener('kyc-change', () => (storedAt = performance.now()));
  const ready = new Promise((resolve) => element.addEventListener('kyc-ready', resolve, { once: true }));
  document.body.append(element);
  await ready;
  await untilQuiet(element);
  return {
    element,
    async change(run: number) {
      current = changed(current, run);
      await element.refresh();
      await element.updateComplete;
      const end = performance.now();
      return { viewMs: end - storedAt, wholeMs: end - answeredAt };
    },
  };
}

async function inList(first: Verification) {
  let current = first;
  const element = Object.assign(new GuardedList(), { documents: current.documents });
  document.body.append(element);
  await untilQuiet(element);
  return {
    element,
    async change(run: number): Promise<number> {
      current = changed(current, run);
      await frame();
      const start = performance.now();
      element.documents = current.documents;
      element.requestUpdate();
      await element.updateComplete;
      return performance.now() - start;
    },
  };
}

/** Resolves half a second after the last change to what the element shows. */
function untilQuiet(element: LitElement): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      observer.disconnect();
      resolve();
    };
    let timer = setTimeout(done, 500);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(done, 500);
    });
    observer.observe(element.renderRoot, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
let openStreams = 0;

async function comeAndGo(times: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    const client = withStream();
    const main = Object.assign(new KycVerification(), { client });
    const status = Object.assign(new KycStatus(), { client });
    document.body.append(main, status);
    while (!main.verification || !status.verification || openStreams === 0) await task();
    await Promise.all([main.updateComplete, status.updateComplete]);
    main.remove();
    status.remove();
    await task();
  }
}

function withStream(): KycClient {
  const watch: NonNullable<KycClient['watch']> = ({ signal, onAlive }) => new Promise((resolve) => {
    openStreams += 1;
    onAlive();
    signal?.addEventListener('abort', () => {
      openStreams -= 1;
      resolve();
    }, { once: true });
  });
  return Object.assign(new MemoryKycClient(), { watch });
}

const { setTimeout: later, clearTimeout: never } = window;
const timers = new Set<number>();
const task = () => new Promise<void>((resolve) => void later(resolve));

window.setTimeout = ((handler: () => void, delayMs?: number) => {
  const timer = later(() => {
    timers.delete(timer);
    handler();
  }, delayMs);
  timers.add(timer);
  return timer;
}) as typeof window.setTimeout;
window.clearTimeout = (timer) => {
  timers.delete(Number(timer));
  never(timer);
};

/** Listeners of what outlives an element: window, document, media queries; those ended by a signal, too. */
const listeners = new Set<string>();
let listenerNumber = 0;
const numbers = new WeakMap<object, number>();
const numberOf = (one: object) => numbers.get(one) ?? (numbers.set(one, listenerNumber += 1), listenerNumber);
const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
const outlives = (target: EventTarget) => target instanceof Window || target instanceof Document || target instanceof MediaQueryList
  || (target instanceof Element && target.isConnected && !target.closest('kyc-verification, kyc-status'));
EventTarget.prototype.addEventListener = function patched(this: EventTarget | undefined, type, callback, options) {
  const target = this ?? window;
  if (callback && outlives(target)) {
    const key = `${numberOf(target)} ${type} ${numberOf(callback)}`;
    listeners.add(key);
    const { signal, once } = typeof options === 'object' ? options : {};
    if (signal) add.call(signal, 'abort', () => listeners.delete(key), { once: true });
    if (once) add.call(target, type, () => listeners.delete(key), { once: true });
  }
  add.call(target, type, callback, options);
};
EventTarget.prototype.removeEventListener = function patched(this: EventTarget | undefined, type, callback, options) {
  const target = this ?? window;
  if (callback) listeners.delete(`${numberOf(target)} ${type} ${numberOf(callback)}`);
  remove.call(target, type, callback, options);
};

function left() {
  return { timers: timers.size, listeners: listeners.size, streams: openStreams, nodes: document.querySelectorAll('*').length };
}
