/**
 * Once per run: the server's bundle from the sources as they are, one PostgreSQL cluster, and one backend on each kind
 * of database. Tests that kill a backend or change its configuration start their own.
 */
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { buildBackend, startBackend, type BackendAddress, type RunningBackend } from './backend.ts';
import { newDatabase, startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    embeddedBackend: BackendAddress;
    serverBackend: BackendAddress;
  }
}

/** The shared backends by the name of their database, for `describe.each`. */
export function sharedBackends(): [string, BackendAddress][] {
  return [['PGlite', inject('embeddedBackend')], ['PostgreSQL', inject('serverBackend')]];
}

/** For rules that are the server's own: on PostgreSQL, and on both in the long form (`npm run engines`). */
export function anySharedBackend(): [string, BackendAddress][] {
  return process.env['KYC_ENGINES'] === 'all' ? sharedBackends() : sharedBackends().slice(1);
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildBackend();
  const postgres = await startPostgres();
  project.provide('postgresUrl', postgres.url);
  // Tests are quicker than any customer.
  const env = { KYC_RATE_LIMIT: '1000000' };
  const starting = [startBackend({ env }), newDatabase(postgres.url).then((databaseUrl) => startBackend({ env, databaseUrl }))];
  const backends = await Promise.all(starting).catch(async (reason: unknown) => {
    await stopAll(await Promise.allSettled(starting));
    await postgres.stop();
    throw reason;
  });
  const [embedded, server] = backends.map(({ origin, adminToken }) => ({ origin, adminToken }));
  if (embedded) project.provide('embeddedBackend', embedded);
  if (server) project.provide('serverBackend', server);
  return async () => {
    await Promise.all(backends.map((backend) => backend.stop()));
    await postgres.stop();
  };
}

async function stopAll(started: readonly PromiseSettledResult<RunningBackend>[]): Promise<void> {
  await Promise.all(started.flatMap((result) => (result.status === 'fulfilled' ? [result.value.stop()] : [])));
}
