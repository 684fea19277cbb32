/** Forcing to the disk what would otherwise only be on its way there. */
import { open } from 'node:fs/promises';

/** A file's bytes and size. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync().finally(() => handle.close());
}

/** The entries of a folder: without it, a new name may be gone after a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
