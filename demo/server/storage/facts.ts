/** What bytes themselves say: how many, their hash, what they show to be. Read as a stream, never held in memory. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { ReceivedBytes } from '../domain/case.ts';
import { sniffBytes, sniffType } from './sniff.ts';

export async function factsOf(stream: Readable): Promise<Omit<ReceivedBytes, 'storageKey'>> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let sizeBytes = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    sizeBytes += bytes.length;
    if (head.length < sniffBytes) head = Buffer.concat([head, bytes.subarray(0, sniffBytes - head.length)]);
    hash.update(bytes);
  }
  return { sizeBytes, sha256: hash.digest('hex'), sniffedType: sniffType(head) };
}
