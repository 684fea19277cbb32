/**
 * An object storage of a test's own: s3rver on a port of its own, with one bucket that browsers may PUT to.
 *
 * In front of it stands what a real one does and s3rver does not: it checks signatures (also the signed length) and
 * stores an object whole or not at all. A test can watch requests, hold one back, and move the clock by which presigned
 * addresses end.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import S3rver, { type FilesystemStore, type StoredObject } from 's3rver';
import { refusalOf } from './s3-signature.ts';

const bucket = 'kyc-documents';
/** The one key s3rver knows. */
const credentials = { accessKeyId: 'S3RVER', secretAccessKey: 'specimen-secret' };

/** The rules of `demo/server/README.md`, for pages of any origin. */
const corsRules = `<CORSConfiguration><CORSRule>
  <AllowedOrigin>*</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><ExposeHeader>Retry-After</ExposeHeader><MaxAgeSeconds>3600</MaxAgeSeconds>
</CORSRule></CORSConfiguration>`;

const folders = ['documents', 'incoming'] as const;
type Folder = (typeof folders)[number];

/** Lets a request go on with `undefined`, at once or later, or has it answered with an S3 error. */
export type Watcher = (request: IncomingMessage) => StorageRefusal | undefined | Promise<undefined>;

export interface StorageRefusal {
  readonly status: number;
  readonly code: string;
}

export class ObjectStorage {
  /** The backend's settings for it. */
  readonly env: Readonly<Record<string, string>>;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Added to the clock by which presigned addresses end. */
  clockAheadMs = 0;
  /** Sees every request before it is served. */
  watcher: Watcher | null = null;
  readonly #server: Server;
  readonly #directory: string;

  private constructor(server: Server, directory: string) {
    this.#server = server;
    this.#directory = directory;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.env = {
      S3_ENDPOINT: this.origin, S3_BUCKET: bucket,
      S3_ACCESS_KEY_ID: credentials.accessKeyId, S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    };
  }

  static async start(): Promise<ObjectStorage> {
    const directory = await mkdtemp(join(tmpdir(), 'kyc-objects-'));
    const s3 = new S3rver({ directory, silent: true, vhostBuckets: false, configureBuckets: [{ name: bucket, configs: [corsRules] }] });
    s3.store.putObject = (object) => storeWhole(s3.store, object);
    await s3.configureBuckets();
    // s3rver removes a folder with its last object, and trips over its own feet when the next one comes just then.
    for (const folder of folders) await mkdir(join(directory, bucket, folder, 'stays'), { recursive: true });
    const serve = s3.callback();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const storage = new ObjectStorage(server, directory);
    server.on('request', (request, response) => void storage.#answer(request, response, () => serve(request, response)));
    return storage;
  }

  /** Names of the objects below a folder of the bucket, without it. */
  async names(folder: Folder): Promise<string[]> {
    const entries = await readdir(join(this.#directory, bucket, folder)).catch(() => []);
    return entries.flatMap((entry) => /^(.+)\._S3rver_object$/.exec(entry)?.[1] ?? []);
  }

  /** Puts an object there without asking anybody. */
  async place(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }

  /** Makes every object look as if it had been there for a while. */
  async age(byMs: number): Promise<void> {
    const past = new Date(Date.now() - byMs);
    for (const folder of folders) {
      for (const name of await this.names(folder)) await utimes(this.#path(`${folder}/${name}`), past, past);
    }
  }

  async clear(): Promise<void> {
    for (const folder of folders) {
      for (const name of await this.names(folder)) await rm(this.#path(`${folder}/${name}`), { force: true });
    }
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
    await rm(this.#directory, { recursive: true, force: true });
  }

  #path(name: string): string {
    return join(this.#directory, bucket, `${name}._S3rver_object`);
  }

  async #answer(request: IncomingMessage, response: ServerResponse, serve: () => void): Promise<void> {
    const watched = await this.watcher?.(request);
    if (watched) return refuse(response, watched);
    // A preflight carries no credentials.
    const code = request.method === 'OPTIONS' ? null : refusalOf(request, credentials, new Date(Date.now() + this.clockAheadMs));
    if (code === null) serve();
    else refuse(response, { status: 403, code });
  }
}

/** As S3 refuses, and as a browser's page may read it. The rest of the body is taken, so that the sender hears it. */
function refuse(response: ServerResponse, { status, code }: StorageRefusal): void {
  response.req.resume();
  const headers = { 'Content-Type': 'application/xml', 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After' };
  response.writeHead(status, headers).end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`);
}

/** s3rver writes in place and answers before the last bytes are written; S3 shows an object once all of it is there. */
async function storeWhole(store: FilesystemStore, object: StoredObject): Promise<{ size: number; md5: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of object.content) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const path = store.getResourcePath(object.bucket, object.key, 'object');
  await mkdir(dirname(path), { recursive: true });
  const unseen = `${path}.${randomUUID()}`;
  await writeFile(unseen, bytes);
  await rename(unseen, path);
  const md5 = createHash('md5').update(bytes).digest('hex');
  await store.putMetadata(object.bucket, object.key, object.metadata, md5);
  return { size: bytes.length, md5 };
}
