/**
 * When each upload has its turn: in order, again after a wait, at once when the world has changed, never while suspended.
 * Files are named to the server ahead of their turn to be sent, and confirmed beside it: only bytes share the line.
 */
import type { UploadKind } from '../model/upload.ts';
import type { Cure } from '../upload/index.ts';
import { Journeys } from './journeys.ts';
import type { UploadJourney } from './upload-journey.ts';
import type { UploadOptions } from './upload-options.ts';

const pausable: readonly UploadKind[] = ['queued', 'uploading', 'waiting'];

export class UploadSchedule {
  readonly journeys: Journeys;
  readonly #options: UploadOptions;
  /** Files of a new document that has no name yet. */
  readonly #awaiting = new Set<UploadJourney>();
  readonly #waits = new Map<string, { readonly cancel: () => void; readonly isAsked: boolean }>();
  readonly #confirming = new Map<string, AbortController>();
  #suspended: string[] = [];

  constructor(options: UploadOptions) {
    this.#options = options;
    this.journeys = new Journeys(options, () => this.#goOnAwaiting());
  }

  enqueue(journey: UploadJourney, isFirst = false): void {
    this.#stopWaiting(journey);
    if (journey.upload.phase.kind !== 'queued') journey.enter({ kind: 'queued' });
    this.#add(journey, isFirst);
  }

  pause(uploadId?: string): void {
    for (const journey of this.journeys.in(pausable, uploadId)) this.#halt(journey);
  }

  resume(uploadId?: string): void {
    for (const journey of this.journeys.in(['paused'], uploadId)) this.enqueue(journey);
  }

  /** Out of the queue, the row goes. */
  forget(journey: UploadJourney): void {
    this.dequeue(journey);
    this.journeys.forget(journey);
  }

  dequeue(journey: UploadJourney): void {
    this.#stopWaiting(journey);
    this.#awaiting.delete(journey);
    const { announcing, sending } = this.#options.queues;
    for (const queue of [announcing, sending]) queue.stop(journey.uploadId);
    this.#confirming.get(journey.uploadId)?.abort();
  }

  /** What only waited for better times tries at once; what the server asked to wait does not. */
  wake({ isNetwork }: { isNetwork: boolean }): void {
    for (const [uploadId, { isAsked }] of [...this.#waits]) {
      const journey = this.journeys.get(uploadId);
      if (journey && !isAsked) this.enqueue(journey, true);
    }
    if (isNetwork) for (const journey of this.journeys.all) journey.nudge();
  }

  /** Stops what moves and lets go of what it holds, until `goOn`. */
  suspend(): void {
    for (const journey of this.journeys.in([...pausable, 'confirming'])) {
      this.#suspended.push(journey.uploadId);
      this.#halt(journey);
    }
    for (const journey of this.journeys.all) journey.rest();
  }

  goOn(): void {
    for (const uploadId of this.#suspended.splice(0)) this.resume(uploadId);
  }

  #add(journey: UploadJourney, isFirst: boolean): void {
    const { stage, uploadId } = journey;
    if (stage === 'confirm') return void this.#confirm(journey);
    const { announcing, sending } = this.#options.queues;
    const queue = stage === 'announce' ? announcing : sending;
    const job = { id: uploadId, run: (signal: AbortSignal) => this.#run(journey, signal) };
    if (isFirst) queue.addFirst(job);
    else queue.add(job);
  }

  async #confirm(journey: UploadJourney): Promise<void> {
    const controller = new AbortController();
    this.#confirming.set(journey.uploadId, controller);
    await this.#run(journey, controller.signal);
    if (this.#confirming.get(journey.uploadId) === controller) this.#confirming.delete(journey.uploadId);
  }

  async #run(journey: UploadJourney, signal: AbortSignal): Promise<void> {
    if (journey.isAwaiting) return void this.#awaiting.add(journey);
    const cure = await journey.run(signal);
    if (signal.aborted) return;
    const { verification } = this.#options.store.state;
    const phase = this.journeys.phaseOf(journey.uploadId);
    const isCategoryGone = !verification?.categories.some(({ id }) => id === journey.categoryId);
    // A row without a card would be seen by nobody and could not be sent.
    if (phase === 'stored' || isCategoryGone) this.forget(journey);
    else if (cure) this.#again(journey, cure);
    else if (phase !== 'failed') this.#add(journey, false);
  }

  /** Another attempt, before those that have not had one. */
  #again(journey: UploadJourney, { delayMs, isAsked }: Cure): void {
    if (delayMs === 0) return this.enqueue(journey, true);
    const cancel = this.#options.clock.after(delayMs, () => this.enqueue(journey, true));
    this.#waits.set(journey.uploadId, { cancel, isAsked });
  }

  #halt(journey: UploadJourney): void {
    const { phase } = journey.upload;
    this.dequeue(journey);
    journey.enter({ kind: 'paused', loadedBytes: 'loadedBytes' in phase ? phase.loadedBytes : 0 });
  }

  #stopWaiting({ uploadId }: UploadJourney): void {
    this.#waits.get(uploadId)?.cancel();
    this.#waits.delete(uploadId);
  }

  #goOnAwaiting(): void {
    for (const journey of [...this.#awaiting].reverse()) {
      if (journey.isAwaiting) continue;
      this.#awaiting.delete(journey);
      this.#add(journey, true);
    }
  }
}
