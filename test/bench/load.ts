/**
 * Customers in crowds against the built server, a process of its own, on loopback: each signs in, listens, sends a picture
 * and a PDF, submits, and looks until it is done. Every fourth is sent back once. The reviewers are at the same machine.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { Customer, fixture, Reviewer, specimenOf, type Answer, type Snapshot, type Specimen } from '../support/backend-driver.ts';
import { EventReader } from '../support/event-reader.ts';
import { newDatabase, startPostgres } from '../support/postgres.ts';
import { watchMemory, type MemoryReport } from './memory-watch.ts';
import { pdfFile } from './pdf-file.ts';
import { RequestTimes, summaryOf, type RouteTimes } from './request-times.ts';

/** How often a document that is still looked at is asked about. */
const pollMs = 500;

export type Engine = 'PGlite' | 'PostgreSQL';

export interface LoadOptions {
  readonly engine: Engine;
  readonly atOnce: number;
  /** So many customers, or as many as come in so many minutes. */
  readonly until: { readonly customers: number } | { readonly minutes: number };
}

export interface LoadReport {
  readonly customers: number;
  readonly seconds: number;
  readonly requests: number;
  readonly errors: readonly string[];
  readonly routes: readonly RouteTimes[];
  /** From a decision's answer to the customer's stream telling of it. */
  readonly told: ReturnType<typeof summaryOf>;
  readonly memory: MemoryReport;
}

/** More than any customer does, and as much as one reviewer's machine may: the limits are not what is measured. */
const env = { KYC_RATE_LIMIT: '1000000', KYC_QUOTA_MB: '1000000' };
const tellLimitMs = 30_000;

export async function measureLoad({ engine, atOnce, until }: LoadOptions): Promise<LoadReport> {
  const postgres = engine === 'PostgreSQL' ? await startPostgres() : null;
  const backend = await startBackend({ isMeasured: true, env, ...(postgres ? { databaseUrl: await newDatabase(postgres.url) } : {}) });
  const specimens = await makeSpecimens();
  try {
    await journey({ backend, specimens, number: 0, tellingMs: [] });
    return await measure(backend, specimens, { atOnce, until });
  } finally {
    await backend.stop();
    await postgres?.stop();
  }
}

async function measure(backend: RunningBackend, specimens: Specimens, { atOnce, until }: Omit<LoadOptions, 'engine'>): Promise<LoadReport> {
  const times = new RequestTimes();
  const memory = watchMemory(backend);
  const startedAt = performance.now();
  const secondsSoFar = (): number => (performance.now() - startedAt) / 1000;
  const isEnough = (): boolean => 'customers' in until ? begun >= until.customers : secondsSoFar() >= until.minutes * 60;
  const [failures, tellingMs]: [string[], number[]] = [[], []];
  let [begun, customers] = [0, 0];
  const lane = async (): Promise<void> => {
    while (!isEnough()) {
      begun += 1;
      await journey({ backend, specimens, number: begun, tellingMs }).then(() => (customers += 1), (reason: unknown) => failures.push(String(reason)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const seconds = secondsSoFar();
  times.stop();
  const report = { customers, seconds, requests: times.count, routes: times.routes(), told: summaryOf(tellingMs) };
  return { ...report, errors: [...times.errors, ...failures], memory: await memory.stop() };
}

interface Specimens {
  readonly pictures: readonly Specimen[];
  readonly pdf: Specimen;
}

/** Photos as phones send them, with their metadata, and a scanned bill. */
async function makeSpecimens(): Promise<Specimens> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-load-'));
  try {
    const pdf = await readFile(await pdfFile(join(folder, 'bill.pdf'), 400_000));
    const large = await sharp(new URL('../fixtures/corpus/files/id-good-dark-desk.jpg', import.meta.url).pathname)
      .resize({ width: 3600 }).jpeg({ quality: 92 }).withExif({ IFD0: { Make: 'Specimen', Model: 'Load' } }).toBuffer();
    return {
      pictures: [fixture('exif-gps-thumb.jpg', 'image/jpeg'), specimenOf(new Uint8Array(large), { fileName: 'large.jpg', mediaType: 'image/jpeg' })],
      pdf: specimenOf(new Uint8Array(pdf), { fileName: 'bill.pdf', mediaType: 'application/pdf' }),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Journey {
  readonly backend: RunningBackend;
  readonly specimens: Specimens;
  readonly number: number;
  readonly tellingMs: number[];
}

async function journey({ backend, specimens, number, tellingMs }: Journey): Promise<void> {
  const customer = await Customer.signIn(backend);
  const reviewer = new Reviewer(backend);
  await customer.read();
  const stream = await EventReader.open(backend, customer);
  try {
    const picture = specimens.pictures[number % specimens.pictures.length];
    const identity = await customer.add('identity', 'passport', { file: picture });
    const address = await customer.add('address', 'utility_bill', { file: specimens.pdf });
    const { id } = await submitted(customer);
    await look(reviewer, id);
    if (number % 4 === 0) {
      await reviewer.decide(id, address, { decision: 'accept' });
      await told(stream, reviewer.decide(id, identity, { decision: 'reject', reason: 'glare' }), tellingMs);
      await customer.add('identity', 'passport', { file: picture, replaces: identity });
      await submitted(customer);
      await look(reviewer, id);
    }
    await told(stream, acceptAll(reviewer, await customer.read()), tellingMs);
    await finish(customer);
  } finally {
    await stream.close();
  }
}

/** What takes long to look at is waited for, as the page does. */
async function submitted(customer: Customer): Promise<Snapshot> {
  const isChecking = async (): Promise<boolean> => (await customer.read()).documents.some(({ status }) => status === 'checking');
  while (await isChecking()) await pause(pollMs);
  const { status, body } = await customer.submit();
  if (status !== 201) throw new Error(`submitting was answered with ${status} ${body?.code}`);
  return body.verification;
}

/** The case as the reviewer's page asks for it, with its pictures. */
async function look(reviewer: Reviewer, id: string): Promise<void> {
  const { body } = await reviewer.api('GET', `/verifications/${id}`);
  for (const { files } of body.documents) {
    for (const file of files) await reviewer.api('GET', `/verifications/${id}/files/${file.id}/content`);
  }
}

async function acceptAll(reviewer: Reviewer, { id, documents }: Snapshot): Promise<Answer> {
  let last: Answer | undefined;
  for (const document of documents.filter(({ status }) => status === 'pending')) {
    last = await reviewer.decide(id, document.id, { decision: 'accept' });
  }
  if (!last) throw new Error('there was nothing to decide');
  return last;
}

/** Waits until the stream names what the answer is about. */
async function told(stream: EventReader, answering: Promise<Answer>, tellingMs: number[]): Promise<void> {
  const { status, body } = await answering;
  if (status !== 200) throw new Error(`a decision was answered with ${status} ${body?.code}`);
  const since = performance.now();
  while (!stream.versions.some((version) => version >= body.version)) {
    if (performance.now() - since > tellLimitMs) throw new Error('the stream told nothing of a decision');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  tellingMs.push(performance.now() - since);
}

async function finish(customer: Customer): Promise<void> {
  const { status, documents } = await customer.read();
  if (status !== 'completed') throw new Error(`the case ended as ${status}`);
  for (const { id, files } of documents.filter((document) => document.status === 'accepted')) {
    for (const file of files) await customer.api('GET', `/documents/${id}/files/${file.id}/content`);
  }
}
