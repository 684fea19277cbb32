/** Data of the first server, on today's: everything is there as it was, and the work goes on. */
import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/node-postgres';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { migrate } from '../../demo/server/database/migrate.ts';
import { migrations } from '../../demo/server/migrations/index.ts';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { Customer, hashOf, pdf, Reviewer, type Snapshot } from '../support/backend-driver.ts';
import { newDatabase } from '../support/postgres.ts';

const first = fileURLToPath(new URL('../fixtures/first-schema/', import.meta.url));
const dump = readFileSync(join(first, 'database.sql'), 'utf8');

interface Known {
  /** As the first server answered it. */
  readonly verification: Snapshot;
  /** SHA-256 of each file's content, by its id. */
  readonly contents: Readonly<Record<string, string>>;
}
const known = Object.entries(JSON.parse(readFileSync(join(first, 'expected.json'), 'utf8')) as Record<string, Known>);

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'kyc-first-'));

async function oldServerDatabase(): Promise<string> {
  const databaseUrl = await newDatabase(inject('postgresUrl'));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(dump).finally(() => client.end());
  return databaseUrl;
}

async function oldEmbeddedDatabase(dataDir: string): Promise<void> {
  const client = await PGlite.create(join(dataDir, 'database'));
  await client.exec(dump);
  await client.close();
}

const engines: [string, (dataDir: string) => Promise<{ databaseUrl?: string }>][] = [
  ['PGlite', async (dataDir) => { await oldEmbeddedDatabase(dataDir); return {}; }],
  ['PostgreSQL', async () => ({ databaseUrl: await oldServerDatabase() })],
];

describe.each(engines)('a backend on a first %s', (_name, prepare) => {
  it('has every case as it was, and goes on with it', async () => {
    const dataDir = newFolder();
    const database = await prepare(dataDir);
    cpSync(join(first, 'documents'), join(dataDir, 'documents'), { recursive: true });
    const backend = await startBackend({ ...database, env: { KYC_DATA_DIR: dataDir } });
    const customers = new Map<string, Customer>();
    for (const [name, { verification, contents }] of known) {
      const customer = await Customer.signIn(backend, { customerId: verification.customer.id });
      customers.set(name, customer);
      const { id, status, customer: who, documents, comments, requests, review, renewal } = await customer.read();
      expect({ id, status, customer: who, documents, comments, requests, review, renewal }, name).toEqual(withNews(verification));
      for (const document of documents) {
        for (const file of document.files.filter((candidate) => contents[candidate.id] !== undefined)) {
          const answer = await fetch(`${backend.origin}/kyc/v1/documents/${document.id}/files/${file.id}/content`, { headers: { Authorization: `Bearer ${customer.token}` } });
          expect([answer.status, hashOf(await answer.arrayBuffer())]).toEqual([200, contents[file.id]]);
        }
      }
    }
    await goOn(backend, customers);
    await backend.stop();
    rmSync(dataDir, { recursive: true });
  });
});

/** Documents of the first server had no fields yet. */
function withNews({ version: _version, ...verification }: Known['verification']): object {
  return { ...verification, documents: verification.documents.map((document: object) => ({ fields: {}, ...document })) };
}

async function goOn(backend: RunningBackend, customers: ReadonlyMap<string, Customer>): Promise<void> {
  const reviewer = new Reviewer(backend);
  const of = (name: string): Customer => customers.get(name) ?? expect.fail(name);
  const [collecting, pending, toFix, rejected, renewed] = ['collecting', 'pending', 'action-required', 'rejected', 'renewal'].map(of);
  if (!collecting || !pending || !toFix || !rejected || !renewed) return;
  const idOf = async (customer: Customer): Promise<string> => (await customer.read()).id;
  // The place for these bytes was announced by the first server, and is long over.
  for (const { id, status } of (await collecting.read()).documents) if (status === 'uploading') await collecting.api('DELETE', `/documents/${id}`);
  await collecting.add('address', 'utility_bill', { file: pdf });
  expect((await collecting.submit()).status).toBe(201);

  const { body: seen } = await reviewer.api('GET', `/verifications/${await idOf(pending)}`);
  expect(seen.tickets).toMatchObject([{ subject: 'A question', message: 'How long does it take?' }]);
  expect((await reviewer.decideWhole(seen.id, 'complete')).body).toMatchObject({ status: 'completed', customer: { status: 'active' } });

  const [licence] = (await toFix.read()).documents;
  await toFix.add('identity', 'passport', { replaces: licence?.id ?? '' });
  await toFix.add('address', 'utility_bill', { file: pdf });
  expect((await toFix.submit()).status).toBe(201);

  expect((await reviewer.decideWhole(await idOf(rejected), 'request_changes')).body.status).toBe('action_required');
  for (const { id, categoryId } of (await renewed.read()).documents) {
    await renewed.add(categoryId, categoryId === 'identity' ? 'passport' : 'utility_bill', { replaces: id });
  }
  expect((await renewed.submit()).body.verification.renewal.status).toBe('pending');
  expect((await reviewer.decideWhole(await idOf(renewed), 'complete')).body).toMatchObject({ status: 'completed', renewal: null });
  const { body: queue } = await reviewer.api('GET', '/verifications');
  expect(queue.verifications).toHaveLength(known.length);
  const { body: { entries } } = await reviewer.api('GET', `/audit?verificationId=${await idOf(toFix)}`);
  expect(entries.map(({ action }: { action: string }) => action)).toEqual(expect.arrayContaining(['document_rejected', 'submitted']));
}

describe('migrations', () => {
  it('run once when two processes start at the same moment on one database', async () => {
    const databaseUrl = await oldServerDatabase();
    const env = { KYC_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
    const [one, other] = await Promise.all([startBackend({ databaseUrl, env }), startBackend({ databaseUrl, env })]);
    const { verification } = known[0]?.[1] ?? expect.fail('nothing recorded');
    for (const backend of [one, other]) expect((await (await Customer.signIn(backend, { customerId: verification.customer.id })).read()).id).toBe(verification.id);
    await Promise.all([one.stop(), other.stop()]);
    const pool = new pg.Pool({ connectionString: databaseUrl });
    const { rows } = await pool.query('SELECT name FROM migrations ORDER BY name').finally(() => pool.end());
    expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
  });

  it('leave everything as it was when one of them fails', async () => {
    const databaseUrl = await oldServerDatabase();
    const pool = new pg.Pool({ connectionString: databaseUrl });
    // In the way of the last one, so that all before it have to be taken back.
    await pool.query('CREATE TABLE webhooks (id text)');
    const schema = async (): Promise<unknown> => (await pool.query(
      `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2`)).rows;
    const before = await schema();
    await expect(startBackend({ databaseUrl })).rejects.toThrow(/The backend could not start: relation "webhooks" already exists/);
    expect(await schema()).toEqual(before);
    await pool.query('DROP TABLE webhooks');
    await migrate(drizzle(pool));
    const { rows } = await drizzle(pool).execute(sql`SELECT count(*)::int AS cases FROM verifications WHERE erasable_from IS NOT NULL`);
    await pool.end();
    // One is under review, one is being renewed.
    expect(rows).toEqual([{ cases: known.length - 2 }]);
  });
});
