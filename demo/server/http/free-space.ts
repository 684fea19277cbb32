/** Room on the disk is kept for the database: nobody's upload may take the last of it. */
import { statfs } from 'node:fs/promises';
import { storageFull } from '../problem.ts';
import type { Services } from '../services.ts';

/** @throws Problem 507 `storage_full` when fewer than `KYC_MIN_FREE_MB` would be left after so many more bytes. */
export async function requireSpace({ settings }: Services, bytes = 0): Promise<void> {
  const { bavail, bsize } = await statfs(settings.dataDir);
  if (bavail * bsize - bytes < settings.minFreeMb * 1024 * 1024) throw storageFull();
}
