/** Starts the backend: opens what it needs, serves, says where, and stops in good order. */
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createApp } from './app.ts';
import { seedWhenEmpty } from './configuration-store.ts';
import { openDatabase } from './database/open.ts';
import { ownDirectory } from './database/single-owner.ts';
import { noCourier } from './delivery/courier.ts';
import { EventStreams } from './events/event-streams.ts';
import { openFrontDoor } from './http/front-door.ts';
import { HealthCheck } from './http/health.ts';
import { Checks } from './inspection/checks.ts';
import { Inspection } from './inspection/inspection.ts';
import { Inspector } from './inspection/inspector.ts';
import { Metrics } from './metrics/metrics.ts';
import { afterChange } from './routes/customer-context.ts';
import type { Services } from './services.ts';
import { readSettings, type Settings } from './settings.ts';
import type { DocumentStore } from './storage/document-store.ts';
import { openStorage } from './uploads/choose.ts';
import { UploadLocks } from './uploads/upload-locks.ts';
import { startUpkeep } from './upkeep.ts';

/** Requests under way get this long to finish when the process is asked to stop. */
const graceMs = 5000;
/** Then it ends, whatever is still waited for: shorter than the ten seconds containers are given. */
const stopLimitMs = 8000;

const log = (line: string): void => console.log(line);

async function start(settings: Settings): Promise<{ stop(): Promise<void> }> {
  const { server, port, open } = await openFrontDoor(settings);
  await mkdir(settings.dataDir, { recursive: true, mode: 0o700 });
  const owner = await ownDirectory(settings.dataDir);
  const { database, close } = await openDatabase({ ...settings, log });
  const { store, uploads } = await openStorage({ settings, database, log });
  await seedWhenEmpty(database);
  const { smtpUrl, mailFrom, mailRetrySeconds } = settings;
  const mailOptions = { from: mailFrom, retryMs: mailRetrySeconds * 1000, log };
  // Without a mail server mails stay in the outbox, where the provider's page shows them.
  const mails = smtpUrl === null ? noCourier : (await import('./mail/sender.ts')).startSender(database, { smtpUrl, ...mailOptions });
  const { webhookUrl: url, webhookSecrets: secrets, webhookRetrySeconds } = settings;
  const webhooks = url === null ? noCourier : (await import('./webhooks/sender.ts')).startWebhooks(database, { url, secrets, retryMs: webhookRetrySeconds * 1000, log });
  const inspection = await openInspection(settings, store);
  const now = (): Date => new Date();
  const checks = new Checks({ settings, database, inspection, now, log }, () => afterChange(services));
  const events = new EventStreams({ settings, database, now, log }, settings.heartbeatSeconds * 1000);
  const services: Services = {
    settings, database, store, uploads, uploadLocks: new UploadLocks(), inspection, checks, mails, webhooks, events,
    health: new HealthCheck({ database, store }), metrics: new Metrics(), now, log,
  };
  open(createApp(services));
  announce(settings, port);
  const upkeep = startUpkeep(services);
  return {
    stop: async () => {
      services.health.stop();
      await events.stop();
      // At the same time: a mail server may take minutes to answer, and its answer is worth the seconds there are.
      await Promise.all([closed(server), upkeep.stop(), mails.stop(), webhooks.stop()]);
      inspection.stop();
      await close();
      owner.release();
    },
  };
}

function openInspection({ dataDir, inspectionLimitSeconds, inspectionMb }: Settings, store: DocumentStore): Promise<Inspection> {
  const entry = join(dirname(fileURLToPath(import.meta.url)), 'inspection-child.js');
  const inspector = new Inspector({ entry, fileMs: inspectionLimitSeconds * 1000, memoryMb: inspectionMb });
  return Inspection.open(join(dataDir, 'inspecting'), store, inspector);
}

function announce({ host, adminToken, isAdminTokenGenerated, publicUrl }: Settings, port: number): void {
  const name = host.includes(':') ? `[${host}]` : host;
  const origin = publicUrl ?? `http://${name}:${port}`;
  const token = isAdminTokenGenerated ? `token: ${adminToken}` : 'token: as in KYC_ADMIN_TOKEN';
  log(`KYC demo is ready: ${origin}/  (admin: ${origin}/admin, ${token})`);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** A second signal ends the process at once. That costs no more than a kill, which loses nothing that was acknowledged. */
function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = (): void => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => {
      log('Stopped with something still under way; it is taken up at the next start.');
      process.exit(0);
    }, stopLimitMs);
    stop().then(() => process.exit(0), () => process.exit(1));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** A connection that is refused at every address comes without a message of its own. */
function whyOf(reason: unknown): string {
  if (!(reason instanceof Error)) return 'unknown reason';
  const root = reason.cause instanceof Error ? reason.cause : reason;
  return root.message || ('code' in root ? String(root.code) : root.name);
}

try {
  stopOnSignal((await start(readSettings(process.env))).stop);
} catch (reason) {
  console.error(`The backend could not start: ${whyOf(reason)}`);
  process.exit(1);
}
