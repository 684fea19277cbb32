/**
 * What runs inside the page before anything else: a quicker clock, a broken database, a connection that lies, and an
 * observer of all that is shown and thrown. Each function stands alone: it is sent to the page as text.
 */

export type DatabaseTrouble = 'absent' | 'blocked' | 'failing' | 'full' | 'corrupt' | 'silent';

export interface PageSettings {
  readonly clockFactor: number;
  /** Epoch milliseconds at which both clocks agree. */
  readonly epochMs: number;
  readonly database?: DatabaseTrouble;
}

export interface Row {
  readonly uploadId: string;
  readonly phase: string;
  readonly name: string;
  /** What the row says besides name, size and its buttons. */
  readonly words: string;
  readonly progress: number;
  readonly controls: readonly string[];
}

/** The page as a person sees it. */
export interface Look {
  readonly isReady: boolean;
  readonly rows: readonly Row[];
  readonly addedNames: readonly string[];
  readonly isSent: boolean;
  /** Nothing could be loaded. */
  readonly failure: string;
  readonly banner: string;
  readonly missing: string;
  readonly canSubmit: boolean;
  readonly isSubmitting: boolean;
}

export interface Seen {
  /** Epoch milliseconds, by the real clock. */
  readonly at: number;
  readonly kind: 'added' | 'sent' | 'uncaught' | 'policy' | 'event';
  readonly text: string;
  readonly count: number;
}

export interface PageRig {
  readonly seen: Seen[];
  look(): Look;
  /** Presses a button of a row, or of the page when there is no row; whether there was one. */
  press(uploadId: string | undefined, label: string): boolean;
  /** Milliseconds from pressing Cancel until the row is gone. */
  cancel(uploadId: string): Promise<number>;
  sayOnline(isOnline: boolean): void;
}

declare global {
  interface Window {
    kycRig?: PageRig;
  }
}

/** Both the page's timers and what it reads of time run at the factor; what the rig itself measures does not. */
export function quickenClock({ clockFactor, epochMs }: PageSettings): void {
  if (clockFactor === 1) return;
  const RealDate = Date;
  const realNow = Date.now.bind(Date);
  const realPerformance = performance.now.bind(performance);
  const realTimeout = window.setTimeout.bind(window);
  const realInterval = window.setInterval.bind(window);
  Object.assign(window, { kycRealNow: realNow, kycRealTimeout: realTimeout });
  const now = (): number => Math.round(epochMs + (realNow() - epochMs) * clockFactor);
  const PageDate = new Proxy(RealDate, {
    construct: (target, values: [number]) => new target(...(values.length > 0 ? values : [now()] as const)),
    get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
  });
  Object.assign(window, {
    Date: PageDate,
    setTimeout: (act: TimerHandler, ms = 0, ...values: unknown[]) => realTimeout(act, ms / clockFactor, ...values),
    setInterval: (act: TimerHandler, ms = 0, ...values: unknown[]) => realInterval(act, ms / clockFactor, ...values),
  });
  performance.now = () => realPerformance() * clockFactor;
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    realTimeout(() => controller.abort(new DOMException('signal timed out', 'TimeoutError')), ms / clockFactor);
    return controller.signal;
  };
}

export function troubleDatabase({ database }: PageSettings): void {
  if (!database) return;
  const failed = (name: string): DOMException => new DOMException('by the fault rig', name);
  const replaceOpen = (open: () => unknown): void => {
    IDBFactory.prototype.open = open as typeof IDBFactory.prototype.open;
  };
  const request = (): IDBOpenDBRequest & { error: DOMException | null } => Object.assign(new EventTarget(), {
    result: undefined, error: null, readyState: 'pending', onerror: null, onsuccess: null, onupgradeneeded: null, onblocked: null,
  }) as unknown as IDBOpenDBRequest & { error: DOMException | null };
  const acts: Record<DatabaseTrouble, () => void> = {
    absent: () => Object.defineProperty(window, 'indexedDB', { value: undefined, configurable: true }),
    blocked: () => replaceOpen(() => {
      throw failed('SecurityError');
    }),
    silent: () => replaceOpen(request),
    failing: () => replaceOpen(() => {
      const opening = request();
      setTimeout(() => {
        Object.assign(opening, { error: failed('UnknownError'), readyState: 'done' });
        const event = new Event('error');
        opening.onerror?.(event);
        opening.dispatchEvent(event);
      });
      return opening;
    }),
    full: () => {
      const put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...values) {
        const putting = put.apply(this, values);
        this.transaction.abort();
        return putting;
      };
    },
    corrupt: () => {
      const result = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'result');
      const spoil = (value: unknown): unknown => (typeof value === 'object' && value !== null && !(value instanceof IDBCursor) ? { nonsense: 1 } : value);
      Object.defineProperty(IDBRequest.prototype, 'result', {
        configurable: true,
        get(this: IDBRequest) {
          const value = result?.get?.call(this) as unknown;
          if (!(this.source instanceof IDBObjectStore)) return value;
          return Array.isArray(value) ? value.map(spoil) : spoil(value);
        },
      });
    },
  };
  acts[database]();
}

export function observePage(): void {
  const real = window as unknown as { kycRealNow?: () => number; kycRealTimeout?: typeof setTimeout };
  const now = real.kycRealNow ?? Date.now.bind(Date);
  const later = real.kycRealTimeout ?? setTimeout;
  const seen: Seen[] = [];
  const note = (kind: Seen['kind'], text: string, count = 0): void => void seen.push({ at: now(), kind, text, count });
  let saysOnline = true;
  addEventListener('error', ({ message, error }) => note('uncaught', (error as Error | null)?.stack ?? message));
  addEventListener('unhandledrejection', ({ reason }) => note('uncaught', `rejection: ${String((reason as Error | null)?.stack ?? reason)}`));
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => note('policy', `${effectiveDirective} blocked ${blockedURI}`));
  for (const name of ['kyc-upload-success', 'kyc-upload-error', 'kyc-submit', 'kyc-session-expired', 'kyc-error']) {
    addEventListener(name, (event) => note('event', `${name} ${(event as CustomEvent<{ code?: string } | null>).detail?.code ?? ''}`));
  }

  const root = (): ShadowRoot | null => document.querySelector('kyc-verification')?.shadowRoot ?? null;
  const textOf = (element: Element | null | undefined): string => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const all = (selector: string, within: ParentNode | null = root()): HTMLElement[] => [...(within?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const isShown = (element: Element | null | undefined): boolean => element instanceof HTMLElement && element.getClientRects().length > 0;

  const addedNames = (): string[] => all('[data-file-id]').filter((file) => {
    const isWhole = file.closest('.status-uploaded, .status-pending, .status-accepted') !== null;
    return isWhole || /\badded\b/i.test(textOf(file.querySelector('.file-words .file-facts')));
  }).map((file) => textOf(file.querySelector('bdi') ?? file.querySelector('.file-words')?.firstElementChild));
  const isSent = (): boolean => root()?.querySelector('dialog#sent[open], .document.status-pending') !== null && root() !== null;

  const rowOf = (element: HTMLElement): Row => {
    return {
      uploadId: element.dataset['uploadId'] ?? '',
      phase: /phase-(\w+)/.exec(element.className)?.[1] ?? '',
      name: element.getAttribute('aria-label') ?? '',
      words: all('.state, .trouble', element).map(textOf).join(' ').trim(),
      progress: element.querySelector('progress')?.value ?? -1,
      controls: all('button', element).map(textOf),
    };
  };

  const watch = (): void => {
    const tree = root();
    if (!tree) return void later(watch, 5);
    let added = 0;
    let sent = false;
    new MutationObserver(() => {
      const count = addedNames().length;
      if (count > added) note('added', addedNames().join(), count);
      added = count;
      if (isSent() && !sent) note('sent', '');
      sent = isSent();
    }).observe(tree, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['class', 'open'] });
  };
  watch();

  const buttonOf = (uploadId: string | undefined, label: string): HTMLElement | undefined => {
    const within = uploadId ? root()?.querySelector(`[data-upload-id="${uploadId}"]`) : root();
    return all('button', within ?? null).find((button) => textOf(button) === label && isShown(button));
  };
  window.kycRig = {
    seen,
    look: () => {
      const submit = root()?.querySelector('#submit');
      return {
        isReady: all('input[type=file]').length > 0 || isSent(),
        rows: all('[data-upload-id]').map(rowOf),
        addedNames: addedNames(),
        isSent: isSent(),
        failure: textOf(root()?.querySelector('[part~="failure"]')),
        banner: all('[part~="banner"]').map(textOf).join(' '),
        missing: textOf(root()?.querySelector('[part~="missing"]')),
        canSubmit: isShown(submit),
        isSubmitting: submit?.getAttribute('aria-disabled') === 'true',
      };
    },
    press: (uploadId, label) => {
      const button = buttonOf(uploadId, label);
      button?.click();
      return button !== undefined;
    },
    cancel: (uploadId) => new Promise((resolve) => {
      const start = now();
      buttonOf(uploadId, 'Cancel')?.click();
      const look = (): void => {
        const isGone = !root()?.querySelector(`[data-upload-id="${uploadId}"]`);
        if (isGone || now() - start > 5000) resolve(now() - start);
        else later(look, 4);
      };
      look();
    }),
    sayOnline: (isOnline) => {
      saysOnline = isOnline;
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => saysOnline });
      dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
    },
  };
}
