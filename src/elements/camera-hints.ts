/** Advice while aiming: a small picture twice a second, judged elsewhere, told calmly. */

export type Judge = (picture: ImageBitmap, signal: AbortSignal) => Promise<readonly string[]>;

const pauseMs = 500;
/** Enough to see blur and light, little to compute. */
const longSidePx = 1024;
/** A hint stands at least so long: words that flicker are not read, neither by eye nor by voice. */
const standMs = 3000;

/** A hint counts when it is given twice in a row, and stands for a while. */
export class SteadyHint {
  #shown: string | undefined;
  #last: string | undefined;
  #sinceMs = -Infinity;

  next(code: string | undefined, nowMs: number): string | undefined {
    const isSteady = code === this.#last;
    this.#last = code;
    if (code === this.#shown || !isSteady || nowMs - this.#sinceMs < standMs) return this.#shown;
    this.#sinceMs = nowMs;
    return (this.#shown = code);
  }
}

export interface HintOptions {
  readonly judge: Judge;
  /** Codes worth saying, most important first. */
  readonly codes: readonly string[];
  readonly signal: AbortSignal;
  readonly tell: (code: string | undefined) => void;
}

/** Runs until the signal aborts. Advice that fails is no advice: never a reason to stop. */
export async function giveHints(video: HTMLVideoElement, { judge, codes, signal, tell }: HintOptions): Promise<void> {
  const steady = new SteadyHint();
  while (!signal.aborted) {
    const found = await judgeFrame(video, judge, signal).catch(() => undefined);
    if (signal.aborted) return;
    if (found) tell(steady.next(codes.find((code) => found.includes(code)), performance.now()));
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

async function judgeFrame(video: HTMLVideoElement, judge: Judge, signal: AbortSignal): Promise<readonly string[]> {
  const { videoWidth, videoHeight } = video;
  const scale = Math.min(1, longSidePx / Math.max(videoWidth, videoHeight));
  const picture = await createImageBitmap(video, { resizeWidth: Math.round(videoWidth * scale), resizeHeight: Math.round(videoHeight * scale) });
  return judge(picture, signal);
}
