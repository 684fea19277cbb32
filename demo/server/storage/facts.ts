/** What bytes themselves say: how many, and their hash. Read as a stream, never held in memory. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ReceivedBytes } from '../domain/case.ts';

export async function factsOf(stream: Readable): Promise<Omit<ReceivedBytes, 'storageKey'>> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of stream) {
    sizeBytes += (chunk as Buffer).length;
    hash.update(chunk as Buffer);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}
