/** What bytes themselves say: how many, and their hash. Told of a stream while it goes by, never held in memory. */
import { createHash } from 'node:crypto';
import type { ReceivedBytes } from '../domain/case.ts';
import type { Bytes } from './encryption.ts';

export class Facts {
  readonly #hash = createHash('sha256');
  #sizeBytes = 0;

  /** The same bytes, noted as they pass. */
  async *of(bytes: Bytes): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#hash.update(chunk);
      this.#sizeBytes += chunk.length;
      yield chunk;
    }
  }

  /** Once all of them have passed. */
  told(): Pick<ReceivedBytes, 'sizeBytes' | 'sha256'> {
    return { sizeBytes: this.#sizeBytes, sha256: this.#hash.digest('hex') };
  }
}
