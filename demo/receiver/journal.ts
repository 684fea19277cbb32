/**
 * Which events were taken, so that each acts once: a line per event, forced to the disk before anybody is told.
 *
 * In a server of yours this is a table with the id as its key, written in the transaction that also acts.
 */
import { mkdir, open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

export class Journal {
  readonly #file: FileHandle;
  /** By id: what is written, or is being written. */
  readonly #taken: Map<string, Promise<void>>;

  private constructor(file: FileHandle, ids: readonly string[]) {
    this.#file = file;
    this.#taken = new Map(ids.map((id) => [id, Promise.resolve()]));
  }

  static async open(directory: string): Promise<Journal> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, 'events.log');
    const text = await readFile(path, 'utf8').catch(() => '');
    const file = await open(path, 'a', 0o600);
    // The line of an event during which the process was killed was never acknowledged: it comes again.
    if (text !== '' && !text.endsWith('\n')) await file.appendFile('\n');
    return new Journal(file, text.split('\n').slice(0, -1).flatMap((line) => line.split(' ')[0] || []));
  }

  /** Resolves when the event is safe: true for the one call that may act on it. */
  async take(id: string, type: string): Promise<boolean> {
    const taken = this.#taken.get(id);
    if (taken) {
      await taken;
      return false;
    }
    const writing = this.#write(`${id} ${type} ${new Date().toISOString()}\n`);
    this.#taken.set(id, writing);
    await writing.catch((reason: unknown) => {
      this.#taken.delete(id);
      throw reason;
    });
    return true;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #write(line: string): Promise<void> {
    await this.#file.appendFile(line);
    await this.#file.sync();
  }
}
