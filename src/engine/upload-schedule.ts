/**
 * When each upload has its turn: in order, again after a wait, at once when the world has changed, never while suspended.
 * Files are named to the server ahead of their turn to be sent, and confirmed beside it: only bytes share the line.
 */
import type { UploadKind } from '../model/upload.ts';
import type { Cure, UploadJob } from '../upload/index.ts';
import { Journeys } from './journeys.ts';
import type { Stage, UploadJourney } from './upload-journey.ts';
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
  /** Until the first `goOn`, too. */
  #isSuspended = true;

  constructor(options: UploadOptions) {
    this.#options = options;
    this.journeys = new Journeys(options, () => this.#goOnAwaiting());
  }

  /** In line, in order; while suspended it is held as if it had been stopped. */
  enqueue(...journeys: readonly UploadJourney[]): void {
    for (const journey of this.#ready(journeys)) this.#add(journey);
  }

  pause(uploadId?: string): void {
    this.#suspended = this.#suspended.filter((id) => uploadId !== undefined && id !== uploadId);
    for (const journey of this.journeys.in(pausable, uploadId)) this.#halt(journey);
  }

  resume(uploadId?: string): void {
    this.enqueue(...this.journeys.in(['paused'], uploadId));
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
    this.#enqueueFirst(this.journeys.in(['waiting']).filter(({ uploadId }) => this.#waits.get(uploadId)?.isAsked === false));
    if (isNetwork) for (const journey of this.journeys.all) journey.nudge();
  }

  /** Stops what moves and lets go of what it holds, until `goOn`. */
  suspend(): void {
    this.#isSuspended = true;
    for (const journey of this.journeys.in([...pausable, 'confirming'])) this.#hold(journey);
    for (const journey of this.journeys.all) journey.rest();
  }

  goOn(): void {
    this.#isSuspended = false;
    const held = this.#suspended.splice(0);
    this.enqueue(...this.journeys.in(['paused']).filter(({ uploadId }) => held.includes(uploadId)));
  }

  /** Stopped by `suspend`, not by the person. */
  isHeld(uploadId: string): boolean {
    return this.#suspended.includes(uploadId);
  }

  #enqueueFirst(journeys: readonly UploadJourney[]): void {
    this.#addFirst(this.#ready(journeys));
  }

  /** In phase `queued`, and not those that have to hold still. */
  #ready(journeys: readonly UploadJourney[]): readonly UploadJourney[] {
    for (const journey of journeys) {
      this.#stopWaiting(journey);
      if (journey.upload.phase.kind !== 'queued') journey.enter({ kind: 'queued' });
      if (this.#isSuspended) this.#hold(journey);
    }
    return this.#isSuspended ? [] : journeys;
  }

  #hold(journey: UploadJourney): void {
    this.#suspended.push(journey.uploadId);
    this.#halt(journey);
  }

  #add(journey: UploadJourney): void {
    const { announcing, sending } = this.#options.queues;
    if (journey.stage === 'confirm') void this.#confirm(journey);
    else (journey.stage === 'announce' ? announcing : sending).add(this.#jobOf(journey));
  }

  /** Before those that have not had their turn. */
  #addFirst(journeys: readonly UploadJourney[]): void {
    const at = (stage: Stage) => journeys.filter((journey) => journey.stage === stage);
    const { announcing, sending } = this.#options.queues;
    for (const journey of at('confirm')) void this.#confirm(journey);
    sending.addFirst(...at('send').map((journey) => this.#jobOf(journey)));
    announcing.addFirst(...at('announce').map((journey) => this.#jobOf(journey)));
  }

  #jobOf(journey: UploadJourney): UploadJob {
    return { id: journey.uploadId, run: (signal) => this.#run(journey, signal) };
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
    else if (phase !== 'failed') this.#add(journey);
  }

  /** Another attempt, before those that have not had one. */
  #again(journey: UploadJourney, { delayMs, isAsked }: Cure): void {
    if (delayMs === 0) return this.#enqueueFirst([journey]);
    const cancel = this.#options.clock.after(delayMs, () => this.#enqueueFirst([journey]));
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
    const free = [...this.#awaiting].filter((journey) => !journey.isAwaiting);
    for (const journey of free) this.#awaiting.delete(journey);
    this.#addFirst(free);
  }
}
