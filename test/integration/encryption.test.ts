/** Whoever copies the data folder or the bucket without the key learns nothing of any document, whenever they do it. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { CaseFile } from '../../demo/server/domain/case.ts';
import { answerFile } from '../../demo/server/http/document-answer.ts';
import { answerProblem } from '../../demo/server/http/problem-answer.ts';
import { DiskBytes } from '../../demo/server/storage/disk-bytes.ts';
import { DocumentStore } from '../../demo/server/storage/document-store.ts';
import { headerBytes, Keyring, recordBytes, unseal } from '../../demo/server/storage/encryption.ts';
import { findKeys } from '../../demo/server/storage/encryption-keys.ts';
import { S3Bucket } from '../../demo/server/storage/s3-bucket.ts';
import { readS3Settings } from '../../demo/server/storage/s3-settings.ts';
import { arrivedBytes } from '../support/arriving.ts';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { Customer, hashOf, pdf, photo, type Answer } from '../support/backend-driver.ts';
import { startOwn } from '../support/engines.ts';
import { ObjectStorage } from '../support/object-storage.ts';
import { newDatabase } from '../support/postgres.ts';

const half = Math.floor(photo.bytes.length / 2);
const newSecret = (): string => randomBytes(32).toString('base64');

/** Every file below the folder but the embedded database's. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.includes('/database/'));
}

/** Whether 64 bytes in a row of `source` are in `file`: then one of its aligned blocks of 32 is. Blocks that say nothing are left out. */
function holdsPartOf(file: Buffer, source: Uint8Array): boolean {
  for (let from = 0; from + 32 <= source.length; from += 32) {
    const block = Buffer.from(source.subarray(from, from + 32));
    if (new Set(block).size > 8 && file.includes(block)) return true;
  }
  return false;
}

async function leaksIn(folder: string, sources: readonly Uint8Array[]): Promise<string[]> {
  const leaks: string[] = [];
  for (const path of await filesIn(folder)) {
    const file = await readFile(path);
    if (sources.some((source) => holdsPartOf(file, source))) leaks.push(path);
  }
  return leaks;
}

async function partOf({ origin }: RunningBackend, customer: Customer, { body: { document, file } }: Answer, part: 'content' | 'thumbnail'): Promise<Uint8Array> {
  const answer = await fetch(`${origin}/kyc/v1/documents/${document.id}/files/${file.id}/${part}`, { headers: { Authorization: `Bearer ${customer.token}` } });
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

/** What anybody may find of the two documents: as sent, as kept, and small. */
async function addBoth(backend: RunningBackend, customer: Customer): Promise<{ picture: Answer; bill: Answer; sources: Uint8Array[] }> {
  const picture = await customer.create('identity', 'passport');
  expect((await customer.finish(picture)).status).toBe(200);
  const bill = await customer.create('address', 'utility_bill', { file: pdf });
  expect((await customer.finish(bill, pdf)).status).toBe(200);
  const made = await Promise.all((['content', 'thumbnail'] as const).map((part) => partOf(backend, customer, picture, part)));
  return { picture, bill, sources: [photo.bytes, pdf.bytes, ...made] };
}

describe('a data folder', () => {
  let dataDir: string;
  let databaseUrl: string;
  let database: pg.Pool;
  let running: RunningBackend;
  let customer: Customer;
  let kept: Awaited<ReturnType<typeof addBoth>>;

  const adminToken = 'specimen';
  const start = async (env: Record<string, string> = {}): Promise<RunningBackend> => {
    running = await startBackend({ databaseUrl, env: { KYC_DATA_DIR: dataDir, KYC_ADMIN_TOKEN: adminToken, KYC_INSPECTION_SECONDS: '0', ...env } });
    return running;
  };
  /** The same customer's, whatever port the server now has. */
  const tokenOf = async (): Promise<Customer> => (customer = await Customer.signIn(running, { customerId: customer.id }));
  const isReadable = async (): Promise<boolean> => hashOf(await partOf(running, await tokenOf(), kept.bill, 'content')) === pdf.sha256;
  const storedFiles = async (): Promise<string[]> => (await filesIn(join(dataDir, 'documents')));
  const refusal = async (env: Record<string, string> = {}): Promise<string> => start(env).then(() => 'it started', (reason: unknown) => String(reason));

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'kyc-encrypted-'));
    databaseUrl = await newDatabase(inject('postgresUrl'));
    database = new pg.Pool({ connectionString: databaseUrl });
    await start({ KYC_INSPECTION_SECONDS: '25' });
    customer = await Customer.signIn(running);
    kept = await addBoth(running, customer);
    expect((await customer.submit()).status).toBe(201);
  });
  afterAll(async () => {
    await database.end();
    await running.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('gives nothing of a submitted case away, and says that a key lies beside it', async () => {
    expect((await storedFiles()).length).toBe(3);
    expect(await leaksIn(dataDir, kept.sources)).toEqual([]);
    expect((await stat(join(dataDir, 'encryption.key'))).mode & 0o777).toBe(0o600);
    expect(running.output()).toMatch(/Warning: a key that opens the documents lies beside the data/);
    expect(running.output()).not.toContain((await readFile(join(dataDir, 'encryption.key'), 'utf8')).trim());
  });

  it('gives nothing away in the middle of an upload, which goes on after a kill that left half a record', async () => {
    const other = await Customer.signIn(running);
    const started = await other.create('identity', 'passport');
    const uploadId = started.body.upload.url.split('/').at(-1);
    const headers = { Authorization: `Bearer ${other.token}`, 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream' };
    const patch = (from: number, to: number) => fetch(started.body.upload.url, { method: 'PATCH', headers: { ...headers, 'Upload-Offset': String(from) }, body: photo.bytes.slice(from, to) });
    expect((await patch(0, half)).status).toBe(204);
    expect(await arrivedBytes({ dataDir }, uploadId)).toBe(half);
    expect(await leaksIn(dataDir, kept.sources)).toEqual([]);
    await running.kill();
    await appendFile(join(dataDir, 'arriving', uploadId), randomBytes(100));
    await running.restart();
    expect((await fetch(started.body.upload.url, { method: 'HEAD', headers })).headers.get('Upload-Offset')).toBe(String(half));
    expect((await patch(half, photo.bytes.length)).status).toBe(204);
    expect([200, 202]).toContain((await other.complete(started, photo.sha256)).status);
  });

  it('gives nothing away when everything is killed while a file is looked at', async () => {
    const inspectors = (): number[] => execFileSync('ps', ['-o', 'pid=', '--ppid', String(running.pid())], { encoding: 'utf8' }).split('\n').map(Number).filter((pid) => pid > 0);
    await expect.poll(() => inspectors().length).toBeGreaterThan(0);
    const pids = inspectors();
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    const other = await Customer.signIn(running);
    expect((await other.finish(await other.create('identity', 'passport'))).status).toBe(202);
    await expect.poll(() => filesIn(join(dataDir, 'inspecting'))).not.toEqual([]);
    await running.kill();
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    expect(await filesIn(join(dataDir, 'inspecting'))).not.toEqual([]);
    expect(await leaksIn(dataDir, kept.sources)).toEqual([]);
    await running.restart();
    await expect.poll(async () => (await other.read()).documents[0]?.status).toBe('uploaded');
  });

  it('serves nothing that was put there, exchanged or changed', async () => {
    const paths = await storedFiles();
    const contents = await Promise.all(paths.map((path) => readFile(path)));
    const statuses = async (): Promise<number[]> => {
      const { document, file } = kept.bill.body;
      const answer = await customer.api('GET', `/documents/${document.id}/files/${file.id}/content`);
      return [answer.status, answer.body.code === 'server_error' ? 1 : 0];
    };
    await tokenOf();
    for (const path of paths) await writeFile(path, pdf.bytes);
    expect(await statuses()).toEqual([500, 1]);
    expect(running.output()).toMatch(/DamagedFile [0-9a-f]{48}/);
    // Each in the next one's place.
    for (const [index, path] of paths.entries()) await writeFile(path, contents[(index + 1) % contents.length] ?? '');
    expect(await statuses()).toEqual([500, 1]);
    await running.kill();
    for (const path of paths) await writeFile(path, pdf.bytes);
    await running.restart();
    expect(await statuses()).toEqual([500, 1]);
    for (const [index, path] of paths.entries()) await writeFile(path, contents[index] ?? '');
    expect(await isReadable()).toBe(true);
  });

  it('is of no use without its key: the server does not start, and says so', async () => {
    await running.kill();
    const path = join(dataDir, 'encryption.key');
    await rename(path, `${path}.lost`);
    for (const key of ['', newSecret()]) {
      expect(await refusal({ KYC_ENCRYPTION_KEY: key })).toMatch(/are encrypted with a key that is neither in KYC_ENCRYPTION_KEY nor in .*encryption\.key/);
    }
    expect((await readdir(dataDir)).includes('encryption.key')).toBe(false);
    await rename(`${path}.lost`, path);
    await start();
    expect(await isReadable()).toBe(true);
  });

  it.each(['too-short', `${newSecret()},${'x'.repeat(44)}`])('takes no key that is none, and does not repeat it: %#', async (value) => {
    await running.kill();
    const said = await refusal({ KYC_ENCRYPTION_KEY: value });
    expect(said).toMatch(/key \d of \d in KYC_ENCRYPTION_KEY is not 32 bytes.*openssl rand -base64 32/);
    for (const part of value.split(',')) expect(said).not.toContain(part);
    await start();
  });

  it('goes over to another key: afterwards the old one is not needed', async () => {
    await running.kill();
    const secret = newSecret();
    await start({ KYC_ENCRYPTION_KEY: secret });
    expect(running.output()).toMatch(/Encrypted \d+ stored files with the new key/);
    expect(await isReadable()).toBe(true);
    await running.kill();
    await rm(join(dataDir, 'encryption.key'));
    await start({ KYC_ENCRYPTION_KEY: secret });
    expect(running.output()).not.toMatch(/Warning|Encrypted/);
    expect(await isReadable()).toBe(true);
    await running.kill();
    const younger = newSecret();
    await start({ KYC_ENCRYPTION_KEY: `${younger}, ${Buffer.from(secret, 'base64').toString('hex')}` });
    expect(await isReadable()).toBe(true);
    await running.kill();
    await start({ KYC_ENCRYPTION_KEY: younger });
    expect(await isReadable()).toBe(true);
    await running.kill();
    await writeFile(join(dataDir, 'encryption.key'), `${younger}\n`, { mode: 0o600 });
    await start();
  });

  it('of an earlier version is encrypted once, uploads under way too, after a kill in the middle as well', async () => {
    const other = await Customer.signIn(running);
    const started = await other.create('identity', 'passport');
    const uploadId: string = started.body.upload.url.split('/').at(-1);
    await running.kill();
    const found = await findKeys({ encryptionKeys: [], dataDir }, false);
    if (!found) throw new Error('there is a key');
    const paths = await storedFiles();
    // As if killed after the first of them.
    for (const path of paths.slice(1)) {
      const sealed = Readable.from([await readFile(path)]);
      await writeFile(path, Buffer.concat(await Readable.from(unseal(sealed, { keys: found.keys, name: path.slice(-48) })).toArray() as Buffer[]));
    }
    await writeFile(join(dataDir, 'arriving', uploadId), photo.bytes.slice(0, half));
    await database.query('DELETE FROM document_keys');
    expect(await leaksIn(dataDir, kept.sources)).not.toEqual([]);
    await start();
    expect(running.output()).toContain(`Encrypted ${paths.length} stored files.`);
    expect(await leaksIn(dataDir, kept.sources)).toEqual([]);
    expect(await isReadable()).toBe(true);
    expect(await arrivedBytes({ dataDir }, uploadId)).toBe(half);
  });
});

it('a bucket gives nothing away but what browsers are just sending', async () => {
  const storage = await ObjectStorage.start();
  const backend = await startOwn(storage.env);
  try {
    const settings = readS3Settings(storage.env);
    if (!settings) throw new Error('the storage has settings');
    const { sources } = await addBoth(backend, await Customer.signIn(backend));
    await expect.poll(() => storage.names('incoming')).toEqual([]);
    const names = await storage.names('documents');
    expect(names).toHaveLength(3);
    for (const name of names) {
      const object = await new S3Bucket(settings).read(`documents/${name}`);
      const bytes = Buffer.concat(await object?.stream.toArray() as Buffer[]);
      expect(sources.some((source) => holdsPartOf(bytes, source))).toBe(false);
    }
    expect(await leaksIn(backend.dataDir, sources)).toEqual([]);
  } finally {
    await backend.stop();
    await storage.stop();
  }
});

describe('an answer with a stored file', () => {
  let folder: string;
  let server: Server;
  let store: DocumentStore;
  const lines: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kyc-answer-'));
    store = new DocumentStore(await DiskBytes.open(folder), new Keyring([randomBytes(32)]), (line) => lines.push(line));
    const app = new Hono().get('/:key', (c) => {
      const received = { storageKey: c.req.param('key'), sizeBytes: 0, sha256: '' };
      return answerFile(c, store, { file: { id: 'fil_1', mediaType: 'application/pdf', received } as CaseFile });
    });
    app.onError((reason, c) => answerProblem(c, reason, (line) => lines.push(line)));
    const listener = getRequestListener(app.fetch);
    server = createServer((request, response) => void listener(request, response)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  });

  const bytes = randomBytes(4 * recordBytes);
  const ask = (key: string, method = 'GET') => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${key}`, { method });
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key);

  it('tells its plain size', async () => {
    const key = await store.keep(Readable.from([bytes]));
    expect((await ask(key, 'HEAD')).headers.get('Content-Length')).toBe(String(bytes.length));
    expect(hashOf(await (await ask(key)).arrayBuffer())).toBe(hashOf(bytes));
  });

  it('breaks off where the file was cut or changed, and never looks whole', async () => {
    for (const damage of [(path: string) => truncate(path, headerBytes + 3 * (recordBytes + 32)), async (path: string) => {
      const file = await readFile(path);
      file[file.length - 20] = (file[file.length - 20] ?? 0) ^ 1;
      await writeFile(path, file);
    }]) {
      const key = await store.keep(Readable.from([bytes]));
      await damage(pathOf(key));
      const answer = await ask(key);
      expect(answer.status).toBe(200);
      await expect(answer.arrayBuffer()).rejects.toThrow();
      await expect.poll(() => lines).toContain(`The stored file ${key} is damaged.`);
    }
  });

  it('is a problem where nothing of it can be trusted', async () => {
    const key = await store.keep(Readable.from([bytes]));
    await truncate(pathOf(key), 1000);
    const answer = await ask(key);
    expect([answer.status, (await answer.json() as { code: string }).code]).toEqual([500, 'server_error']);
  });
});
