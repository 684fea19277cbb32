/** A backup made as `demo/server/README.md` says, restored somewhere else: all that was there then is there, and goes on. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { startBackend, type BackendAddress, type RunningBackend } from '../support/backend.ts';
import { call, Customer, hashOf, pdf, photo, Reviewer } from '../support/backend-driver.ts';
import { engines, withDatabase, type OwnBackend } from '../support/engines.ts';
import { startMailServer } from '../support/mail-server.ts';
import { newDatabase } from '../support/postgres.ts';

/** Where the customers' server is; another one once it was restored. */
type Place = { -readonly [Key in keyof BackendAddress]: BackendAddress[Key] };

/** One customer in each state, one of them with a comment and another with half an upload. */
async function journey(place: Place) {
  const reviewer = new Reviewer(place);
  const [collecting, submitted, rejected, completed] = [await Customer.signIn(place), await Customer.signIn(place), await Customer.signIn(place), await Customer.signIn(place)];
  const half = await collecting.create('identity', 'passport');
  const headers = { Authorization: `Bearer ${collecting.token}`, 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };
  expect((await call(half.body.upload.url, { method: 'PATCH', headers, body: photo.bytes.slice(0, 1000) })).status).toBe(204);
  const { verificationId } = await submitted.submitBoth();
  const said = await reviewer.api('POST', `/verifications/${verificationId}/comments`, { body: 'Before the backup' });
  const { verificationId: toFixId, address: toFix } = await rejected.submitBoth();
  const refused = await reviewer.decide(toFixId, toFix, { decision: 'reject', reason: 'blurred' });
  const asked = await reviewer.decideWhole(toFixId, 'request_changes');
  const done = await completed.submitBoth();
  const accepted = await reviewer.decideWhole(done.verificationId, 'complete');
  expect([said, refused, asked, accepted].map(({ status }) => status)).toEqual([201, 200, 200, 200]);
  return { collecting, submitted, rejected, completed, half, verificationId, toFix };
}

/** What a customer sees with the session and the token they had: who they are, the case, and a hash of each stored file. */
async function seen(place: Place, customer: Customer): Promise<unknown> {
  const me = await call(`${place.origin}/portal/me`, { headers: { Cookie: customer.cookie } });
  const verification = await customer.read();
  const files = verification.documents.flatMap(({ id, files: all }) =>
    all.filter(({ status }) => status !== 'uploading').map((file) => `/documents/${id}/files/${file.id}/content`));
  const hashes = await Promise.all(files.map(async (path) => {
    const answer = await fetch(`${place.origin}/kyc/v1${path}`, { headers: { Authorization: `Bearer ${customer.token}` } });
    return [answer.status, hashOf(await answer.arrayBuffer())];
  }));
  return JSON.parse(JSON.stringify({ me: me.body, verification, hashes }).replaceAll(place.origin, ''));
}

const countsOf = async (place: Place): Promise<Record<string, number>> => (await new Reviewer(place).api('GET', '/outbox')).body.counts;

/** A folder for a copy, gone when the test is. */
async function elsewhere(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-restored-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function copyBytes(from: string, to: string): Promise<void> {
  for (const part of ['documents', 'arriving']) await cp(join(from, part), join(to, part), { recursive: true, force: true });
}

/**
 * By `pg_dump`, which has to be as new as the server. The servers of tests come without one: where none is installed, PostgreSQL's
 * own copy of a database stands in for dump and restore. That lets nobody in meanwhile: the backend's connections are ended.
 */
async function dumped(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  try {
    const { rows: [server] } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
    const target = await newDatabase(inject('postgresUrl'));
    if (dumpVersion() >= Math.floor(Number(server?.server_version_num) / 10_000)) {
      const dump = execFileSync('pg_dump', ['--format=custom', databaseUrl], { maxBuffer: 2 ** 28 });
      execFileSync('pg_restore', ['--no-owner', '--exit-on-error', `--dbname=${target}`], { input: dump });
      return target;
    }
    const [source, copy] = [databaseUrl, target].map((url) => new URL(url).pathname.slice(1));
    await client.query(`DROP DATABASE ${copy}`);
    await client.query(`ALTER DATABASE ${source} ALLOW_CONNECTIONS false`);
    await client.query('SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1', [source]);
    await client.query(`CREATE DATABASE ${copy} TEMPLATE ${source}`);
    await client.query(`ALTER DATABASE ${source} ALLOW_CONNECTIONS true`);
    return target;
  } finally {
    await client.end();
  }
}

/** Major version; 0 when it is not installed. */
function dumpVersion(): number {
  try {
    return Number(/\d+/.exec(execFileSync('pg_dump', ['--version'], { encoding: 'utf8' }))?.[0] ?? 0);
  } catch {
    return 0;
  }
}

/** Changes after the backup, of which a restored server must know nothing. Until then the running one serves on. */
async function goOn(backend: RunningBackend, { verificationId }: { verificationId: string }): Promise<void> {
  await expect.poll(async () => (await fetch(`${backend.origin}/healthz`)).status).toBe(200);
  const reviewer = new Reviewer(backend);
  expect((await reviewer.api('POST', `/verifications/${verificationId}/comments`, { body: 'After the backup' })).status).toBe(201);
  expect((await reviewer.decideWhole(verificationId, 'complete')).status).toBe(200);
}

interface Backup {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}

/** The embedded database: stop, copy the folder, start. */
async function copyStopped(backend: OwnBackend): Promise<Backup> {
  const dataDir = await elsewhere();
  await backend.kill('SIGTERM');
  await cp(backend.dataDir, dataDir, { recursive: true });
  await backend.restart();
  return { dataDir, databaseUrl: null };
}

/** PostgreSQL: documents, dump, documents again, while customers go on. */
async function copyRunning({ dataDir: from, databaseUrl }: OwnBackend, between: () => Promise<void>): Promise<Backup> {
  const dataDir = await elsewhere();
  await copyBytes(from, dataDir);
  await between();
  const copy = await dumped(databaseUrl ?? '');
  await copyBytes(from, dataDir);
  return { dataDir, databaseUrl: copy };
}

const readme = readFileSync(new URL('../../demo/server/README.md', import.meta.url), 'utf8');
const statements = [...readme.matchAll(/^(UPDATE (?:outbox|webhooks) SET .*);$/gm)].map(([, statement]) => statement ?? '');

describe.each(engines)('a backup of a server on %s', (name, start) => {
  it('restored in another place has all that it had, and goes on from there', async () => {
    const mailServer = await startMailServer();
    onTestFinished(() => mailServer.close());
    // The embedded one has the key beside its data, the other one has it from elsewhere.
    const key: Record<string, string> = name === 'PGlite' ? {} : { KYC_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
    const lost = await start({ ...key, SMTP_URL: mailServer.url, KYC_MAIL_RETRY_SECONDS: '0' });
    onTestFinished(() => lost.stop());
    const place: Place = { origin: lost.origin, adminToken: lost.adminToken };
    const told = await journey(place);
    await expect.poll(() => countsOf(place)).toEqual({ waiting: 0, in_doubt: 0, sent: 5 });
    await mailServer.close();
    const late = await Customer.signIn(place);
    // Its mail has not gone out when the backup is made; on PostgreSQL its documents come after their first copy.
    const addLate = async (): Promise<void> => { await late.submitBoth(); };
    if (name === 'PGlite') await addLate();
    const backup = name === 'PGlite' ? await copyStopped(lost) : await copyRunning(lost, addLate);
    await expect.poll(async () => (await fetch(`${lost.origin}/healthz`)).status).toBe(200);
    const people = [told.collecting, told.submitted, told.rejected, told.completed, late];
    const before = await Promise.all(people.map((customer) => seen(place, customer)));
    await mailServer.open();
    await goOn(lost, told);
    await expect.poll(() => countsOf(place)).toEqual({ waiting: 0, in_doubt: 0, sent: 7 });
    await lost.stop();

    const settings = (env: Record<string, string>) => ({
      env: { KYC_DATA_DIR: backup.dataDir, KYC_ADMIN_TOKEN: lost.adminToken, ...env }, ...(backup.databaseUrl && { databaseUrl: backup.databaseUrl }),
    });
    if ('KYC_ENCRYPTION_KEY' in key) await expect(startBackend(settings({}))).rejects.toThrow('are encrypted with a key that is neither in');
    const restored = await startBackend(settings(key));
    onTestFinished(() => restored.stop());
    place.origin = restored.origin;
    expect(restored.origin).not.toBe(lost.origin);
    expect(await Promise.all(people.map((customer) => seen(place, customer)))).toEqual(before);
    expect(await countsOf(place)).toEqual({ waiting: 1, in_doubt: 0, sent: 5 });
    await restored.stop();

    expect(statements).toHaveLength(2);
    await withDatabase(backup, async (database) => {
      for (const statement of statements) await database.execute(sql.raw(statement));
    });
    const marked = await startBackend(settings({ ...key, SMTP_URL: mailServer.url, KYC_MAIL_RETRY_SECONDS: '0' }));
    onTestFinished(() => marked.stop());
    place.origin = marked.origin;
    const mailsBefore = mailServer.mails.length;
    const { upload } = told.half.body;
    await told.collecting.sendRest({ ...upload, url: upload.url.replace(lost.origin, marked.origin) }, photo.bytes);
    expect((await told.collecting.complete(told.half, photo.sha256)).status).toBe(200);
    await told.rejected.add('address', 'utility_bill', { file: pdf, replaces: told.toFix });
    expect((await told.rejected.submit()).status).toBe(201);
    expect((await new Reviewer(place).decideWhole(told.verificationId, 'complete')).status).toBe(200);
    await expect.poll(() => countsOf(place)).toEqual({ waiting: 0, in_doubt: 0, sent: 8 });
    expect(mailServer.mails.slice(mailsBefore).flatMap(({ recipients }) => recipients).sort())
      .toEqual([told.rejected, told.submitted].map(({ id }) => `${id}@customers.example`).sort());
  // Five starts, of which each of the embedded database takes its seconds.
  }, 300_000);
});
