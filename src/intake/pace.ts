/** Long work in short turns: on the main thread a page must stay alive between two of them; a worker need not pause. */

export interface Pace {
  /** Whether the turn has lasted long enough; cheap, to be asked every few thousand steps. */
  readonly isDue: boolean;
  /** Lets others have their turn. Rejects with `KycError` `aborted` once nobody waits for the work any more. */
  rest(): Promise<void>;
}
