/**
 * An embedded database with nothing in it, made once and copied: making one takes seconds of a processor, and most
 * tests are not about that. Migrations and first values are still the server's own to bring, at each start.
 */
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const { version } = JSON.parse(readFileSync(join(modules, '@electric-sql/pglite/package.json'), 'utf8')) as { version: string };
const prepared = join(modules, '.cache/kyc-database', version);
let making: Promise<void> | undefined;

/** Puts a database into a data folder that has none, where the server looks for it. */
export async function prepareDatabase(dataDir: string): Promise<void> {
  await (making ??= make());
  await cp(prepared, join(dataDir, 'database'), { recursive: true });
}

/** Made aside and moved into place when whole: another process may be at it, too, and the first to be ready wins. */
async function make(): Promise<void> {
  if (await isThere()) return;
  await mkdir(dirname(prepared), { recursive: true });
  const unfinished = await mkdtemp(`${prepared}-`);
  const client = await PGlite.create(unfinished);
  await client.close();
  await rename(unfinished, prepared).catch(async (reason: unknown) => {
    await rm(unfinished, { recursive: true });
    if (!(await isThere())) throw reason;
  });
}

function isThere(): Promise<boolean> {
  return stat(prepared).then(() => true, () => false);
}
