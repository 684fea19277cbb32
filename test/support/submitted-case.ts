/** A customer's side of the wire, as short as a journey of the reviewer needs it: sign in, add documents, submit. */
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { startedUploadSchema, submittedSchema, verificationSchema } from '../../src/contract/index.ts';
import type * as z from 'zod/mini';
import { sendUpload } from './send-upload.ts';

type Verification = z.output<typeof verificationSchema>;

interface Specimen {
  readonly categoryId: string;
  readonly documentTypeId: string;
  readonly side: 'single' | 'front' | 'back';
  readonly fixture: string;
  readonly mediaType: string;
  /** What the customer calls the file; the fixture's name when left out. */
  readonly fileName?: string;
}

export interface CustomerOptions {
  readonly customerId: string;
  readonly name?: string;
  readonly type?: 'individual' | 'organization';
  readonly locale?: string;
}

export class WireCustomer {
  readonly #origin: string;
  #token = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  async signIn(options: CustomerOptions): Promise<void> {
    const signedIn = await this.#call('/portal/sign-in', { body: options });
    const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
    const session = await this.#call('/portal/kyc-session', { body: {}, headers: { cookie } });
    this.#token = ((await session.json()) as { token: string }).token;
  }

  async verification(): Promise<Verification> {
    const answer = await this.#call('/kyc/v1/verification', { method: 'GET' });
    return verificationSchema.parse(await answer.json());
  }

  /** Adds one document of one or more files and resolves to its id. */
  async add(...files: readonly [Specimen, ...Specimen[]]): Promise<string> {
    let documentId = '';
    for (const file of files) documentId = await this.#addFile(file, documentId);
    return documentId;
  }

  async submit(): Promise<Verification> {
    const { version, documents } = await this.verification();
    const documentIds = documents.filter(({ status }) => status === 'uploaded').map(({ id }) => id);
    const answer = await this.#call('/kyc/v1/submissions', { body: { version, documentIds } });
    return submittedSchema.parse(await answer.json()).verification;
  }

  async #addFile({ categoryId, documentTypeId, side, fixture, mediaType, fileName }: Specimen, documentId: string): Promise<string> {
    const bytes = await readFile(new URL(`../fixtures/corpus/files/${fixture}`, import.meta.url));
    const file = { side, fileName: fileName ?? fixture, mediaType, sizeBytes: bytes.length };
    const path = documentId ? `/kyc/v1/documents/${documentId}/files` : '/kyc/v1/documents';
    const body = documentId ? file : { categoryId, documentTypeId, file };
    const started = startedUploadSchema.parse(await (await this.#call(path, { body })).json());
    const sent = await sendUpload(started.upload, new Blob([new Uint8Array(bytes)]), { authorization: `Bearer ${this.#token}` });
    if (!sent.ok) throw new Error(`the upload was answered with ${String(sent.status)}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.#call(`/kyc/v1/documents/${started.document.id}/files/${started.file.id}/complete`, { body: { sha256 } });
    return started.document.id;
  }

  async #call(path: string, call: { method?: string; body?: object; headers?: Record<string, string> }): Promise<Response> {
    const headers: Record<string, string> = { 'kyc-contract': '1', 'idempotency-key': randomUUID(), ...call.headers };
    if (this.#token) headers['authorization'] = `Bearer ${this.#token}`;
    if (call.body) headers['content-type'] = 'application/json';
    const body = call.body ? JSON.stringify(call.body) : null;
    const answer = await fetch(this.#origin + path, { method: call.method ?? 'POST', headers, body });
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    return answer;
  }
}

export const passport: Specimen = {
  categoryId: 'identity', documentTypeId: 'passport', side: 'single', fixture: 'passport-good.jpg', mediaType: 'image/jpeg',
};
export const utilityBill: Specimen = {
  categoryId: 'address', documentTypeId: 'utility_bill', side: 'single', fixture: 'pdf-bill.pdf', mediaType: 'application/pdf',
};

/** One picture of a passport and an address proof: added, and submitted unless told otherwise. */
export async function passportCase(origin: string, customerId: string, { isSubmitted = true } = {}): Promise<Verification> {
  const customer = new WireCustomer(origin);
  await customer.signIn({ customerId, name: 'Sam Specimen' });
  await customer.add(passport);
  await customer.add(utilityBill);
  return isSubmitted ? customer.submit() : customer.verification();
}

const licence = { categoryId: 'identity', documentTypeId: 'driving_licence', fixture: 'id-good.jpg', mediaType: 'image/jpeg' };

/** Front and back of a driving licence, and an address proof that is a PDF: all submitted. */
export async function submitCase(origin: string, options: CustomerOptions & { fileName?: string }): Promise<Verification> {
  const customer = new WireCustomer(origin);
  await customer.signIn(options);
  await customer.add({ ...licence, side: 'front', fileName: options.fileName }, { ...licence, side: 'back' });
  await customer.add(utilityBill);
  return customer.submit();
}
