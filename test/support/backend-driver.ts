/** A customer and a reviewer as plain HTTP sees them: every answer with its status, nothing hidden. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { verificationSchema } from '../../src/contract/index.ts';
import type { UploadTarget } from '../../src/model/verification.ts';
import type { BackendAddress } from './backend.ts';
import { sendUpload, tusPatch } from './send-upload.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON, or undefined. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests reach into answers whose shape they assert
  readonly body: any;
}

export type Snapshot = z.output<typeof verificationSchema>;

export interface Specimen {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
}

export function fixture(fileName: string, mediaType: string): Specimen {
  return specimenOf(new Uint8Array(readFileSync(new URL(`../fixtures/corpus/files/${fileName}`, import.meta.url))), { fileName, mediaType });
}

export function specimenOf(bytes: Uint8Array<ArrayBuffer>, name: { fileName: string; mediaType: string }): Specimen {
  return { bytes, sha256: hashOf(bytes), ...name };
}

/** Hex SHA-256. */
export function hashOf(bytes: ArrayBuffer | Uint8Array): string {
  return createHash('sha256').update(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes).digest('hex');
}

/** Small, so that its inspection takes no time. */
export const photo = fixture('id-lowres.jpg', 'image/jpeg');
export const scan = fixture('bill-scan-good.png', 'image/png');
export const pdf = fixture('pdf-bill.pdf', 'application/pdf');

export const newKey = (): string => randomBytes(8).toString('hex');

export async function call(url: string, init: RequestInit): Promise<Answer> {
  return answerOf(await fetch(url, { redirect: 'error', ...init }));
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : undefined };
}

export interface AddOptions {
  readonly file?: Specimen;
  readonly sides?: readonly string[];
  readonly replaces?: string;
}

/** A signed-in customer with a contract token. */
export class Customer {
  readonly id: string;
  readonly cookie: string;
  token: string;
  readonly #backend: BackendAddress;

  private constructor(backend: BackendAddress, id: string, access: { cookie: string; token: string }) {
    this.#backend = backend;
    this.id = id;
    this.cookie = access.cookie;
    this.token = access.token;
  }

  static async signIn(backend: BackendAddress, details: Record<string, string> = {}): Promise<Customer> {
    const customerId = details['customerId'] ?? `cus-${newKey()}`;
    const body = JSON.stringify({ ...details, customerId });
    const answer = await call(`${backend.origin}/portal/sign-in`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
    if (answer.status !== 200) throw new Error(`sign-in was answered with ${answer.status}`);
    const cookie = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    const session = await call(`${backend.origin}/portal/kyc-session`, { method: 'POST', headers: { Cookie: cookie } });
    return new Customer(backend, customerId, { cookie, token: session.body.token });
  }

  api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return call(`${this.#backend.origin}/kyc/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'KYC-Contract': '1', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
  }

  /** The snapshot, held to the contract's schema. */
  async read(): Promise<Snapshot> {
    const answer = await this.api('GET', '/verification');
    if (answer.status !== 200) throw new Error(`the verification was answered with ${answer.status}`);
    return z.parse(verificationSchema, answer.body);
  }

  create(categoryId: string, documentTypeId: string, { file = photo, sides = ['single'], replaces }: AddOptions = {}): Promise<Answer> {
    return this.api('POST', '/documents', { categoryId, documentTypeId, replaces, file: announced(file, sides[0] ?? 'single') }, { 'Idempotency-Key': newKey() });
  }

  addSide(documentId: string, side: string, options: AddOptions = {}): Promise<Answer> {
    const body = { ...announced(options.file ?? photo, side), replaces: options.replaces };
    return this.api('POST', `/documents/${documentId}/files`, body, { 'Idempotency-Key': newKey() });
  }

  /** Sends bytes, from the first one on, to the place that `upload` names. */
  async send(upload: UploadTarget, bytes: Uint8Array<ArrayBuffer>): Promise<Answer> {
    return answerOf(await sendUpload(upload, new Blob([bytes]), { Authorization: `Bearer ${this.token}` }));
  }

  /** tus only: asks how much came, and sends the rest. */
  async sendRest({ url }: UploadTarget, bytes: Uint8Array<ArrayBuffer>): Promise<Answer> {
    const headers = { Authorization: `Bearer ${this.token}`, 'Tus-Resumable': '1.0.0' };
    const { headers: told } = await call(url, { method: 'HEAD', headers });
    return answerOf(await fetch(url, tusPatch(new Blob([bytes]), Number(told.get('Upload-Offset')), headers)));
  }

  complete(started: Answer, sha256: string): Promise<Answer> {
    const { document, file } = started.body;
    return this.api('POST', `/documents/${document.id}/files/${file.id}/complete`, { sha256 });
  }

  /** Sends the bytes of an announced file and has them checked. */
  async finish(started: Answer, file: Specimen = photo): Promise<Answer> {
    await this.send(started.body.upload, file.bytes);
    return this.complete(started, file.sha256);
  }

  /** A whole document, every side of it; its id. */
  async add(categoryId: string, documentTypeId: string, options: AddOptions = {}): Promise<string> {
    const { file = photo, sides = ['single'] } = options;
    const started = await this.create(categoryId, documentTypeId, options);
    if (started.status !== 201) throw new Error(`adding was answered with ${started.status} ${started.body?.code}`);
    await this.finish(started, file);
    for (const side of sides.slice(1)) await this.finish(await this.addSide(started.body.document.id, side, { file }), file);
    return started.body.document.id;
  }

  /** Sends everything that is `uploaded`. */
  async submit(key = newKey()): Promise<Answer> {
    const { version, documents } = await this.read();
    const documentIds = documents.filter(({ status }) => status === 'uploaded').map(({ id }) => id);
    return this.api('POST', '/submissions', { version, documentIds }, { 'Idempotency-Key': key });
  }

  /** One document for each seeded category of an individual, submitted. */
  async submitBoth(): Promise<{ identity: string; address: string; verificationId: string }> {
    const identity = await this.add('identity', 'driving_licence', { sides: ['front', 'back'] });
    const address = await this.add('address', 'utility_bill', { file: pdf });
    const answer = await this.submit();
    if (answer.status !== 201) throw new Error(`submitting was answered with ${answer.status} ${answer.body?.code}`);
    return { identity, address, verificationId: answer.body.verification.id };
  }
}

export function announced({ bytes, fileName, mediaType }: Specimen, side: string): Record<string, unknown> {
  return { side, fileName, mediaType, sizeBytes: bytes.length };
}

export interface OutboxMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export class Reviewer {
  readonly #backend: BackendAddress;
  readonly #name: string;

  constructor(backend: BackendAddress, name = 'Rita Reviewer') {
    this.#backend = backend;
    this.#name = name;
  }

  api(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return call(`${this.#backend.origin}/admin/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${this.#backend.adminToken}`, 'X-Reviewer': encodeURIComponent(this.#name), 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
  }

  decide(verificationId: string, documentId: string, body: Record<string, unknown>): Promise<Answer> {
    return this.api('POST', `/verifications/${verificationId}/documents/${documentId}/decision`, body);
  }

  decideWhole(verificationId: string, decision: string, message?: string): Promise<Answer> {
    return this.api('POST', `/verifications/${verificationId}/decision`, { decision, message });
  }

  async mailsTo(customer: Customer): Promise<OutboxMail[]> {
    const answer = await this.api('GET', `/outbox?to=${encodeURIComponent(`${customer.id}@customers.example`)}`);
    return answer.body.mails;
  }

  /** Changes the configuration for the time of `act`. */
  async withConfiguration(change: (configuration: Answer['body']) => void, act: () => Promise<void>): Promise<void> {
    const before = (await this.api('GET', '/configuration')).body;
    const changed = structuredClone(before);
    change(changed);
    const put = await this.api('PUT', '/configuration', changed);
    if (put.status !== 200) throw new Error(`the configuration was answered with ${put.status}`);
    try {
      await act();
    } finally {
      await this.api('PUT', '/configuration', before);
    }
  }
}
