/** Two inspecting processes at most, kept warm, each with one file at a time; whoever comes when both are busy waits. */
import { headBytes, mediaTypeOfBytes } from '../../../src/intake/formats/media-type.ts';
import { ChildLost, InspectionChild, type ChildLimits } from './child-process.ts';
import type { InspectionJob, Outcome } from './job.ts';
import { readSealed } from './sealed-file.ts';

const most = 2;
/** Then it starts afresh: decoders of old formats are not known for giving everything back. */
const filesPerChild = 200;

interface Place {
  child: InspectionChild | null;
  files: number;
}

export class Inspector {
  readonly #limits: ChildLimits;
  readonly #free: Place[] = Array.from({ length: most }, () => ({ child: null, files: 0 }));
  readonly #waiting: ((place: Place) => void)[] = [];
  #inFlight = 0;
  readonly #children = new Set<InspectionChild>();
  #isStopped = false;

  constructor(limits: ChildLimits) {
    this.#limits = limits;
  }

  /** Has a process ready before the first file comes. */
  async warm(): Promise<void> {
    const place = await this.#enter();
    await this.#childAt(place).catch(() => undefined);
    this.#leave(place);
  }

  /** @throws Error when it cannot be told: nothing about the file. */
  async inspect(job: InspectionJob): Promise<Outcome> {
    this.#inFlight += 1;
    const place = await this.#enter();
    try {
      return await (await this.#childAt(place)).run(job);
    } catch (reason) {
      // A process ended by us says nothing about the file: it is looked at again after the next start.
      if (!(reason instanceof ChildLost) || this.#isStopped) throw reason;
      return { kind: 'refused', refusal: { code: await this.#brokenCode(job) } };
    } finally {
      this.#inFlight -= 1;
      this.#leave(place);
    }
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  stop(): void {
    this.#isStopped = true;
    for (const child of this.#children) child.end();
  }

  async #enter(): Promise<Place> {
    // The one used last comes first: the second process is started only when it is needed.
    return this.#free.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  #leave(place: Place): void {
    const next = this.#waiting.shift();
    if (next) next(place);
    else this.#free.push(place);
  }

  async #childAt(place: Place): Promise<InspectionChild> {
    if (this.#isStopped) throw new Error('the server is stopping');
    if (place.files >= filesPerChild) place.child?.end();
    if (!place.child?.isAlive || place.files >= filesPerChild) {
      if (place.child) this.#children.delete(place.child);
      place.child = await InspectionChild.start(this.#limits);
      place.files = 0;
      this.#children.add(place.child);
    }
    place.files += 1;
    return place.child;
  }

  /** A file a decoder dies of cannot be read, whatever else it may be. */
  async #brokenCode({ path, key }: InspectionJob): Promise<string> {
    for await (const start of readSealed(path, key)) {
      if (mediaTypeOfBytes(start.subarray(0, headBytes)) === 'application/pdf') return 'pdf_corrupt';
      break;
    }
    return 'unreadable_image';
  }
}
