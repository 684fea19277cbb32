/** A host's server as small as it can be: hears of changes, makes sure they are true and new, and looks up what to do. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { Journal } from './journal.ts';
import { standingOf, type KycServer } from './standing.ts';
import { verify, type KycEvent } from './verify.ts';

const largestBytes = 64 * 1024;
const { env } = process;
const secrets = (env['KYC_WEBHOOK_SECRET'] ?? '').split(/[\s,]+/).filter(Boolean);
const url = env['KYC_URL'];
const token = env['KYC_SERVICE_TOKEN'];
const kyc: KycServer | null = url && token ? { url, token } : null;

if (secrets.length === 0) {
  process.stderr.write('The receiver needs KYC_WEBHOOK_SECRET, the one the KYC server has.\n');
  process.exit(1);
}

const journal = await Journal.open(resolve(env['RECEIVER_DATA_DIR'] ?? '.receiver'));
const server = createServer((request, response) => {
  receive(request, response).catch(() => response.writeHead(500).end());
});
server.listen(Number(env['PORT'] ?? 8090), '127.0.0.1', () => {
  say(`The receiver is ready: http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => server.close(() => void journal.close()));

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url !== '/webhooks') return void response.writeHead(404).end();
  if (request.method !== 'POST') return void response.writeHead(405, { Allow: 'POST' }).end();
  const body = await readBody(request);
  if (!body) return void response.writeHead(413, { Connection: 'close' }).end();
  const event = verify(body, request.headers, secrets);
  if (!event) return void response.writeHead(401).end();
  // 2xx only once it is safe: whatever ends this process before that, the message comes again.
  const isNew = await journal.take(event.id, event.type);
  response.writeHead(204).end();
  if (isNew) await act(event);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a host would do: open or close what the customer may buy. Here it is one line, of ids and codes. */
async function act({ id, type, data }: KycEvent): Promise<void> {
  const { verificationId, customerId } = data;
  const standing = kyc && typeof customerId === 'string' ? await standingOf(kyc, customerId).catch(() => 'status could not be read') : null;
  say([id, type, verificationId, standing].filter((part) => typeof part === 'string').join(' '));
}

/** Null when there is more than any message has. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
