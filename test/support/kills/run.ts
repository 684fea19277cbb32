/**
 * Customers and a reviewer act all the time against a backend that is killed at random moments and started again, with a mail
 * server and a webhook receiver beside it. After each kill everything is counted; at the end, mails and webhooks too.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { startBackend, type RunningBackend } from '../backend.ts';
import { Customer, hashOf } from '../backend-driver.ts';
import { drawFor } from '../faults/random.ts';
import { startMailServer } from '../mail-server.ts';
import { check, type KeptHashes } from './check.ts';
import { liveThrough, specimens } from './customer.ts';
import { messagesOf, type MessageReport } from './messages.ts';
import { startReceiver } from './receiver.ts';
import { reviewAll } from './reviewer.ts';
import { World } from './world.ts';

export interface KillOptions {
  readonly seed: number;
  readonly kills: number;
  /** A PostgreSQL server's; left out, the embedded database. */
  readonly databaseUrl?: string | undefined;
  readonly customersAtOnce: number;
  readonly onKill?: (line: string) => void;
  /** Whoever is under way comes to an end, and what was counted so far is told. */
  readonly signal?: AbortSignal;
}

export interface KillReport extends MessageReport {
  readonly lost: number;
  readonly customers: number;
  readonly documents: number;
  readonly submissions: number;
  readonly decisions: number;
  readonly comments: number;
  readonly tickets: number;
}

/** A kill comes after so many more acknowledgements and so many milliseconds, both drawn: a slow machine gets as far as a quick one. */
const mostActs = 5;
const latestMs = 400;
const patienceMs = 60_000;

export async function runKills({ databaseUrl, ...options }: KillOptions): Promise<KillReport> {
  const mailServer = await startMailServer();
  const receiver = await startReceiver(drawFor(options.seed, 1));
  const backend = await startBackend({ ...(databaseUrl ? { databaseUrl } : {}), env: {
    SMTP_URL: mailServer.url, KYC_MAIL_RETRY_SECONDS: '0',
    KYC_WEBHOOK_URL: receiver.url, KYC_WEBHOOK_SECRET: receiver.secret, KYC_WEBHOOK_RETRY_SECONDS: '0', KYC_RATE_LIMIT: '1000000',
  } });
  try {
    const world = new World(backend, drawFor(options.seed, 0));
    const kept = await keptHashes(backend);
    await killAll(world, kept, options);
    return reportOf(world, await messagesOf(world, { mailServer, receiver }));
  } finally {
    await backend.stop();
    await receiver.close();
    await mailServer.close();
  }
}

async function killAll(world: World, kept: KeptHashes, { kills, customersAtOnce, onKill, signal }: Omit<KillOptions, 'databaseUrl'>): Promise<void> {
  signal?.addEventListener('abort', () => { world.isEnding = true; });
  // Whoever cannot go on ends the run.
  const fail = (reason: unknown): void => {
    world.problems.push(String(reason));
    world.isEnding = true;
  };
  const acting = Promise.all([reviewAll(world).catch(fail), ...Array.from({ length: customersAtOnce }, () => liveOn(world).catch(fail))]);
  for (let number = 1; number <= kills && !world.isEnding; number += 1) {
    const acts = await someActs(world, world.draw.whole(0, mostActs));
    await pause(world.draw.between(0, latestMs));
    await world.killAndRestart();
    const found = await checkSome(world, kept);
    onKill?.(`${found.length === 0 ? '✓' : '✗'} kill ${number} after ${acts} more acknowledgements${found.map((what) => `\n    ${what}`).join('')}`);
    world.problems.push(...found.map((what) => `kill ${number}: ${what}`));
    world.open();
  }
  world.isEnding = true;
  await acting;
  for (const ledger of world.ledgers) world.problems.push(...(await check(world, ledger, kept)).map((what) => `at the end: ${what}`));
}

/** Resolves with how many there were: fewer when nothing moves. */
async function someActs(world: World, wanted: number): Promise<number> {
  const before = actsOf(world);
  const since = Date.now();
  while (actsOf(world) - before < wanted && Date.now() - since < patienceMs && !world.isEnding) await pause(5);
  return actsOf(world) - before;
}

function actsOf({ ledgers }: World): number {
  return ledgers.reduce((sum, { documents, keyed, comments, decisions }) => sum + documents.size + keyed.length + comments.length + decisions.size, ledgers.length);
}

async function liveOn(world: World): Promise<void> {
  while (!world.isEnding) {
    world.atWork += 1;
    await liveThrough(world).finally(() => { world.atWork -= 1; });
  }
}

/** Everybody who is under way, and one who is done. */
async function checkSome(world: World, kept: KeptHashes): Promise<string[]> {
  const [first, ...others] = world.ledgers.filter(({ isDone }) => isDone);
  const checked = [...world.ledgers.filter(({ isDone }) => !isDone), ...(first ? [world.draw.pick([first, ...others])] : [])];
  return (await Promise.all(checked.map((ledger) => check(world, ledger, kept)))).flat();
}

/** What becomes of each specimen when nothing is killed. */
async function keptHashes(backend: RunningBackend): Promise<KeptHashes> {
  const customer = await Customer.signIn(backend);
  const kept = await Promise.all(specimens.map(async (file) => {
    const started = await customer.create('identity', 'passport', { file });
    await customer.finish(started, file);
    const { document, file: { id } } = started.body;
    const answer = await fetch(`${backend.origin}/kyc/v1/documents/${document.id}/files/${id}/content`, { headers: { Authorization: `Bearer ${customer.token}` } });
    if (!answer.ok) throw new Error(`a specimen was answered with ${answer.status}`);
    return [file.sha256, hashOf(await answer.arrayBuffer())] as const;
  }));
  return new Map(kept);
}

function reportOf({ ledgers, lost, problems }: World, messages: MessageReport): KillReport {
  const sum = (count: (ledger: World['ledgers'][number]) => number): number => ledgers.reduce((total, ledger) => total + count(ledger), 0);
  return {
    ...messages, lost, customers: ledgers.length, problems: [...problems, ...messages.problems],
    documents: sum(({ documents }) => documents.size), submissions: sum(({ submissions }) => submissions.length),
    decisions: sum(({ decisions }) => decisions.size), comments: sum(({ comments }) => comments.length), tickets: sum(({ tickets }) => tickets.length),
  };
}
