/** Advice while aiming and on the photo: a small picture, judged elsewhere, told calmly. */

export type Judge = (picture: ImageBitmap, signal: AbortSignal) => Promise<readonly string[]>;

const pauseMs = 500;
/** Long side. Blur is measured in pixels: live and photo must be of the size that chosen files are judged at. */
const judgedPx = 1024;
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
  return judge(await reduced(video, video.videoWidth, video.videoHeight), signal);
}

/** What speaks against a photo, as codes; none where the browser cannot tell. */
export async function judgePhoto(photo: Blob, judge: Judge, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const full = await createImageBitmap(photo);
    const picture = await reduced(full, full.width, full.height);
    full.close();
    return await judge(picture, signal);
  } catch {
    return [];
  }
}

function reduced(source: ImageBitmapSource, width: number, height: number): Promise<ImageBitmap> {
  const scale = Math.min(1, judgedPx / Math.max(width, height));
  return createImageBitmap(source, { resizeWidth: Math.round(width * scale), resizeHeight: Math.round(height * scale), resizeQuality: 'medium' });
}
