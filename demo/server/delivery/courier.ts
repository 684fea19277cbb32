/**
 * Carries what waits in a table to where it belongs, one after the other, until nothing is due.
 *
 * It looks once a second and whenever it is woken. When the other side cannot be reached at all it rests, so that everything
 * waits in its order instead of failing one by one.
 */
const lookMs = 1000;

export interface Courier {
  /** Something was put into the table. */
  wake(): void;
  /** Somebody asked for it now: also while resting. */
  hurry(): void;
  /** Lets what is under way come to its end. */
  stop(): Promise<void>;
}

export interface Errand {
  /** For the console: "the outbox". */
  readonly what: string;
  /** Carries the next one that is due. Null: nothing is. Otherwise how many milliseconds to rest, most often 0. */
  next(stopping: AbortSignal): Promise<number | null>;
  readonly log: (line: string) => void;
}

/** Nobody to carry to: everything stays where it is. */
export const noCourier: Courier = { wake: () => undefined, hurry: () => undefined, stop: async () => undefined };

/** Several at once: a slow answer to one keeps none of the others waiting. */
export function startCouriers(count: number, errand: Errand): Courier {
  const couriers = Array.from({ length: count }, () => startCourier(errand));
  return {
    wake: () => couriers.forEach((courier) => courier.wake()),
    hurry: () => couriers.forEach((courier) => courier.hurry()),
    stop: async () => {
      await Promise.all(couriers.map((courier) => courier.stop()));
    },
  };
}

export function startCourier({ what, next, log }: Errand): Courier {
  const stopping = new AbortController();
  let running: Promise<void> | null = null;
  let isWanted = false;
  let restsUntil = 0;
  const carry = async (): Promise<void> => {
    while (isWanted && !stopping.signal.aborted) {
      isWanted = false;
      for (let restMs = await next(stopping.signal); restMs !== null; restMs = await next(stopping.signal)) {
        if (restMs > 0) restsUntil = Date.now() + restMs;
        if (restMs > 0 || stopping.signal.aborted) return;
      }
    }
  };
  const wake = (): void => {
    if (stopping.signal.aborted || Date.now() < restsUntil) return;
    isWanted = true;
    running ??= carry()
      .catch(() => log(`${what} could not be read; trying again soon.`))
      .finally(() => { running = null; });
  };
  const timer = setInterval(wake, lookMs);
  wake();
  return {
    wake,
    hurry: () => {
      restsUntil = 0;
      wake();
    },
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
