/** What whoever runs the server counts on: a stop in good order, whatever is under way, and doors that say how it is. */
import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { call, Customer, photo, Reviewer, type Answer } from '../support/backend-driver.ts';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { anyEngine, engines, startOwn } from '../support/engines.ts';
import { EventReader } from '../support/event-reader.ts';
import { startMailServer } from '../support/mail-server.ts';
import { newDatabase } from '../support/postgres.ts';
import { openRequest } from '../support/raw-request.ts';

/** Ten seconds is what containers get; the machine may be busy on top of that. */
const graceMs = 20_000;

/** From now on files are looked at without end. One is looked at before, so that the process that does it has started. */
async function holdInspectors(backend: RunningBackend): Promise<void> {
  await (await Customer.signIn(backend)).add('identity', 'passport');
  toInspectors(backend, 'SIGSTOP');
}

/** Sends a signal to the processes that look at files. */
function toInspectors(backend: RunningBackend, signal: NodeJS.Signals): void {
  const lines = execFileSync('ps', ['-o', 'pid=', '--ppid', String(backend.pid())], { encoding: 'utf8' }).split('\n');
  for (const pid of lines.map(Number).filter((each) => each > 0)) process.kill(pid, signal);
}

/** The exit code of a process that was asked to stop. */
async function stopped(backend: RunningBackend): Promise<number | null> {
  const startedAt = Date.now();
  const code = await backend.kill('SIGTERM');
  expect(Date.now() - startedAt).toBeLessThan(graceMs);
  return code;
}

const isListening = ({ origin }: RunningBackend): Promise<boolean> => new Promise((resolve) => {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.once('connect', () => { socket.destroy(); resolve(true); });
  socket.once('error', () => resolve(false));
});

const headersOf = (customer: Customer): Record<string, string> => ({ Authorization: `Bearer ${customer.token}`, 'KYC-Contract': '1' });

/** A `PATCH` of the whole file, of which only the beginning is sent. */
async function halfUpload(backend: RunningBackend, customer: Customer, under: Answer) {
  const headers = { ...headersOf(customer), 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream' };
  const whole = photo.bytes.length;
  const first = openRequest(under.body.upload.url, { method: 'PATCH', headers: { ...headers, 'Upload-Offset': '0', 'Content-Length': '1000' } });
  first.write(photo.bytes.subarray(0, 1000));
  first.end();
  expect((await first.answered)?.headers.get('upload-offset')).toBe('1000');
  const second = openRequest(under.body.upload.url, { method: 'PATCH', headers: { ...headers, 'Upload-Offset': '1000', 'Content-Length': String(whole - 1000) } });
  second.write(photo.bytes.subarray(1000, 3000));
  await expect.poll(() => inFlight(backend, 'uploads')).toBe(1);
  return second;
}

const completePath = ({ body }: Answer): string => `/documents/${body.document.id}/files/${body.file.id}/complete`;
const inFlight = async ({ origin }: RunningBackend, what: 'uploads' | 'inspections'): Promise<number> =>
  Number(new RegExp(`^kyc_${what}_in_flight (\\d+)`, 'm').exec(await (await fetch(`${origin}/metrics`)).text())?.[1]);

describe.each(engines)('a server on %s asked to stop', (_name, start) => {
  it('keeps what it acknowledged, ends what is open, and exits with 0', async () => {
    const mailServer = await startMailServer();
    const backend = await start({ SMTP_URL: mailServer.url, KYC_MAIL_RETRY_SECONDS: '0' });
    onTestFinished(async () => { await backend.stop(); await mailServer.close(); });
    const [mailed, sending, completing] = [await Customer.signIn(backend), await Customer.signIn(backend), await Customer.signIn(backend)];
    const stream = await EventReader.open(backend, mailed);
    mailServer.behaviour = 'hang';
    await mailed.submitBoth();
    await mailServer.received(1);
    const under = await sending.create('identity', 'passport');
    const upload = await halfUpload(backend, sending, under);
    const started = await completing.create('identity', 'passport');
    await completing.send(started.body.upload, photo.bytes);
    await holdInspectors(backend);
    const completed = completing.complete(started, photo.sha256).then(({ status }) => status, () => 'broken');
    await expect.poll(() => inFlight(backend, 'inspections')).toBe(1);

    expect(await stopped(backend)).toBe(0);
    expect([await stream.over, await completed, (await upload.answered)?.status ?? 'broken']).toEqual(['ended', 'broken', 'broken']);
    mailServer.behaviour = 'take';
    await backend.restart();
    // Taken by the mail server, whose answer never came: a person decides, nobody sends it again.
    await expect.poll(async () => (await new Reviewer(backend).api('GET', '/outbox')).body.counts).toEqual({ waiting: 0, in_doubt: 1, sent: 0 });
    expect(mailServer.mails).toHaveLength(1);
    // A file nobody could finish looking at is neither lost nor refused.
    expect((await completing.complete(started, photo.sha256)).body).toMatchObject({ file: { status: 'uploaded' } });
    const { headers } = await call(under.body.upload.url, { method: 'HEAD', headers: { ...headersOf(sending), 'Tus-Resumable': '1.0.0' } });
    expect(Number(headers.get('Upload-Offset'))).toBeGreaterThanOrEqual(1000);
    await sending.sendRest(under.body.upload, photo.bytes);
    expect((await sending.complete(under, photo.sha256)).status).toBe(200);
  });

  it('answers what is under way, says that it stops, and takes nothing new', async () => {
    const backend = await start();
    onTestFinished(() => backend.stop());
    const customer = await Customer.signIn(backend);
    const started = await customer.create('identity', 'passport');
    await customer.send(started.body.upload, photo.bytes);
    await holdInspectors(backend);
    const socket = connect(Number(new URL(backend.origin).port), '127.0.0.1');
    const answers = text(socket);
    const body = JSON.stringify({ sha256: photo.sha256 });
    const headers = Object.entries({ Host: 'localhost', ...headersOf(customer), 'Content-Type': 'application/json', 'Content-Length': String(body.length) });
    socket.write(`POST /kyc/v1${completePath(started)} HTTP/1.1\r\n${headers.map((pair) => pair.join(': ')).join('\r\n')}\r\n\r\n${body}`);
    await expect.poll(() => inFlight(backend, 'inspections')).toBe(1);
    const exit = stopped(backend);
    await expect.poll(() => isListening(backend), { interval: 20 }).toBe(false);
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    // A terminal or systemd tells the whole group; what is looked at is looked at to its end.
    toInspectors(backend, 'SIGTERM');
    toInspectors(backend, 'SIGCONT');
    const said = await answers;
    expect(said).toMatch(/^HTTP\/1\.1 200 [^]*"status":"uploaded"/);
    expect(said).toMatch(/HTTP\/1\.1 503 [^]*\{"status":"stopping"\}/);
    expect(await exit).toBe(0);
    await backend.restart();
    expect((await customer.read()).documents).toMatchObject([{ status: 'uploaded' }]);
  });

});

describe.each(anyEngine)('a server on %s asked to stop', (_name, start) => {
  it('does not wait when it is asked twice, and refuses no file for that', async () => {
    const backend = await start({ KYC_INSPECTION_SECONDS: '0' });
    onTestFinished(() => backend.stop());
    const customer = await Customer.signIn(backend);
    const under = await customer.create('identity', 'passport');
    const started = await customer.create('address', 'mobile_bill');
    await customer.send(started.body.upload, photo.bytes);
    await holdInspectors(backend);
    expect((await customer.complete(started, photo.sha256)).status).toBe(202);
    await halfUpload(backend, customer, under);
    const exit = backend.kill('SIGTERM');
    await expect.poll(() => isListening(backend), { interval: 20 }).toBe(false);
    expect([await backend.kill('SIGTERM'), await exit]).toEqual([1, 1]);
    await backend.restart();
    await expect.poll(async () => (await customer.read()).documents.map(({ status }) => status)).toContain('uploaded');
  });

  it('leaves a file it was still looking at to the next start', async () => {
    const backend = await start({ KYC_INSPECTION_SECONDS: '0' });
    onTestFinished(() => backend.stop());
    const customer = await Customer.signIn(backend);
    const started = await customer.create('identity', 'passport');
    await customer.send(started.body.upload, photo.bytes);
    await holdInspectors(backend);
    expect((await customer.complete(started, photo.sha256)).status).toBe(202);
    expect(await stopped(backend)).toBe(0);
    await backend.restart();
    await expect.poll(async () => (await customer.read()).documents.map(({ status }) => status)).toEqual(['uploaded']);
  });
});

describe('a server that is watched', () => {
  it('says at /healthz that its database is away, and that it is back', async () => {
    const clusterUrl = inject('postgresUrl');
    const databaseUrl = await newDatabase(clusterUrl);
    const name = new URL(databaseUrl).pathname.slice(1);
    const backend = await startBackend({ databaseUrl });
    onTestFinished(() => backend.stop());
    const health = async (): Promise<unknown> => {
      const { status, body } = await call(`${backend.origin}/healthz`, {});
      return [status, body];
    };
    expect(await health()).toEqual([200, { status: 'ok' }]);
    const client = new pg.Client({ connectionString: clusterUrl });
    await client.connect();
    onTestFinished(() => client.end());
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    await expect.poll(health).toEqual([503, { status: 'unavailable', parts: ['database'] }]);
    await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await expect.poll(health).toEqual([200, { status: 'ok' }]);
    // One that only reads, as a standby does, takes no customers either.
    await client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    await expect.poll(health).toEqual([503, { status: 'unavailable', parts: ['database'] }]);
  });

  it('asks for the token at /metrics, and names nobody there', async () => {
    const backend = await startOwn({ KYC_METRICS_TOKEN: 'measure-specimen' });
    onTestFinished(() => backend.stop());
    const customer = await Customer.signIn(backend, { name: 'Mona Measured' });
    await customer.submitBoth();
    const ask = (headers: Record<string, string>): Promise<Response> => fetch(`${backend.origin}/metrics`, { headers });
    for (const headers of [{}, { Authorization: 'Bearer wrong' }, { Authorization: `Bearer ${backend.adminToken}` }]) expect((await ask(headers as Record<string, string>)).status).toBe(401);
    const answer = await ask({ Authorization: 'Bearer measure-specimen' });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, expect.stringMatching(/^text\/plain; version=0\.0\.4/)]);
    const metrics = await answer.text();
    expect(metrics).toMatch(/^kyc_verifications\{status="pending"\} 1$/m);
    expect(metrics).not.toMatch(new RegExp(`${customer.id}|Mona|ver_|doc_`));
  });
});
