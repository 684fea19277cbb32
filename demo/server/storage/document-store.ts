/**
 * Document bytes, encrypted wherever they lie: nothing outside this folder, the uploads' and the inspection's handles
 * them otherwise. Keys are made here, never from a person's words.
 */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ByteStore, SizedStream } from './byte-store.ts';
import { DamagedFile, headerBytes, keyIdIn, plainSize, seal, unseal, type Bytes, type Keyring, type Sealing } from './encryption.ts';

/** What is done about files that are not under the key that encrypts. */
export interface Resealing {
  /** Files of a version that did not encrypt: taken over once, refused ever after. */
  readonly takesPlain: boolean;
  readonly log: (line: string) => void;
}

export class DocumentStore {
  readonly #bytes: ByteStore;
  readonly #keys: Keyring;
  readonly #log: (line: string) => void;

  constructor(bytes: ByteStore, keys: Keyring, log: (line: string) => void) {
    this.#bytes = bytes;
    this.#keys = keys;
    this.#log = log;
  }

  /** @throws Error when it cannot be used now */
  check(): Promise<void> {
    return this.#bytes.check();
  }

  /** Unguessable, and safe as a file's name. */
  newKey(): string {
    return randomBytes(24).toString('hex');
  }

  /** Keeps these bytes under a new key, whole and unchanging. */
  async keep(bytes: Bytes): Promise<string> {
    const key = this.newKey();
    await this.#write(key, bytes);
    return key;
  }

  /** Plain bytes and their number. What breaks off later was changed where it lies. @throws DamagedFile */
  async read(key: string): Promise<SizedStream> {
    const sealed = await this.#bytes.read(key);
    const plain = await begun(unseal(sealed.stream, this.#sealing(key)));
    // Also where nobody reads any more.
    plain.on('error', (reason) => {
      if (reason instanceof DamagedFile) this.#log(`The stored file ${key} is damaged.`);
    });
    return { stream: plain, sizeBytes: plainSize(sealed.sizeBytes) };
  }

  async copy(from: string, to: string): Promise<void> {
    await this.#write(to, (await this.read(from)).stream);
  }

  /** Repeatable: erasing what is not there is no error. */
  async erase(key: string): Promise<void> {
    await this.#bytes.erase(key);
  }

  /** Keys of bytes older than `olderThanMs` that `isKnown` does not name: left by a kill before the database heard of them. */
  async strays(isKnown: (key: string) => boolean, olderThanMs: number): Promise<string[]> {
    const strays: string[] = [];
    for await (const { key, changedAt } of this.#bytes.list()) {
      if (!isKnown(key) && Date.now() - changedAt.getTime() > olderThanMs) strays.push(key);
    }
    return strays;
  }

  /** Brings everything under the key that encrypts, one file after the other and each whole: repeatable. Answers how many it wrote anew. */
  async reseal(resealing: Resealing): Promise<number> {
    let count = 0;
    for await (const { key } of this.#bytes.list()) count += await this.#resealOne(key, resealing) ? 1 : 0;
    return count;
  }

  async #resealOne(key: string, { takesPlain, log }: Resealing): Promise<boolean> {
    const keyId = keyIdIn(await this.#header(key));
    if (keyId === this.#keys.firstId) return false;
    if (keyId === null ? !takesPlain : !this.#keys.has(keyId)) {
      if (takesPlain) throw new Error(`the stored file ${key} is encrypted with a key that is not given`);
      log(`The stored file ${key} is not encrypted with a key that is given; it is left as it is.`);
      return false;
    }
    try {
      const { stream } = keyId === null ? await this.#bytes.read(key) : await this.read(key);
      await this.#write(key, stream);
      return true;
    } catch (reason) {
      // It cannot be read now either, and must not keep the server from starting.
      if (!(reason instanceof DamagedFile)) throw reason;
      log(`The stored file ${key} is damaged; it is left as it is.`);
      return false;
    }
  }

  async #header(key: string): Promise<Buffer> {
    const { stream } = await this.#bytes.read(key);
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      sizeBytes += (chunk as Buffer).length;
      if (sizeBytes >= headerBytes) break;
    }
    return Buffer.concat(chunks).subarray(0, headerBytes);
  }

  async #write(key: string, bytes: Bytes): Promise<void> {
    await this.#bytes.write(key, seal(bytes, this.#sealing(key)));
  }

  #sealing(key: string): Sealing {
    return { keys: this.#keys, name: key };
  }
}

/** Whatever is wrong with the first bytes is known before anybody is promised the rest. */
async function begun(bytes: AsyncGenerator<Buffer>): Promise<Readable> {
  let first: IteratorResult<Buffer> | null = await bytes.next();
  const next = async (): Promise<IteratorResult<Buffer>> => {
    const given = first;
    first = null;
    return given ?? bytes.next();
  };
  return Readable.from({ [Symbol.asyncIterator]: () => ({ next, return: () => bytes.return(undefined) }) }, { objectMode: false });
}
