/** Forcing to the disk what would otherwise only be on its way there; files are forced by those who write them. */
import { open } from 'node:fs/promises';

/** The entries of a folder: without it, a new name may be gone after a power cut. */
export async function syncDirectory(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}
