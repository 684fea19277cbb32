/** Queue and channels; loaded with the first upload. */
import { formChannel } from './form-channel.ts';
import type { UploadChannel } from './upload-channel.ts';

export { UploadQueue, type UploadJob } from './upload-queue.ts';
export type { SendRequest, UploadChannel } from './upload-channel.ts';

/** One channel per protocol the widget speaks. */
export const channels: readonly UploadChannel[] = [formChannel];
