/** Queue, retry rules and channels; loaded with the first upload. */
import { formChannel } from './form-channel.ts';
import { putChannel } from './put-channel.ts';
import { tusChannel } from './tus-channel.ts';
import type { UploadChannel } from './upload-channel.ts';

export { Recovery, type Cure } from './recovery.ts';
export type { FailurePlace } from './retry-table.ts';
export { Transfer } from './transfer.ts';
export { UploadQueue, type UploadJob } from './upload-queue.ts';

/** One channel per protocol the widget speaks. */
export const channels: readonly UploadChannel[] = [tusChannel, putChannel, formChannel];
