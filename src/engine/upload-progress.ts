/** Tells how far one attempt is: to the state and to the host, at most four times a second. */
import type { UploadPhase } from '../model/upload.ts';
import { ProgressMeter } from './progress-meter.ts';
import type { UploadJourney } from './upload-journey.ts';
import type { UploadOptions } from './upload-options.ts';

const reportEveryMs = 250;

export function reportProgress({ clock, raise }: UploadOptions, journey: UploadJourney, totalBytes: number): (loadedBytes: number) => void {
  const meter = new ProgressMeter(totalBytes);
  const { uploadId } = journey;
  let reportedAt = -Infinity;
  return (loadedBytes) => {
    const now = clock.now();
    if (now - reportedAt < reportEveryMs) return;
    reportedAt = now;
    const remainingMs = meter.update(loadedBytes, now);
    journey.enter({ kind: 'uploading', loadedBytes, totalBytes, remainingMs } satisfies UploadPhase);
    const ratio = totalBytes > 0 ? loadedBytes / totalBytes : 1;
    raise('kyc-upload-progress', { uploadId, documentId: journey.upload.documentId, loadedBytes, totalBytes, ratio, remainingMs });
  };
}
