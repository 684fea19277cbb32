/** The real backend as the rig needs it: fit for the specimens, with a new customer for each run, asked for the truth. */
import { createHash } from 'node:crypto';
import { startBackend, type RunningBackend } from '../backend.ts';
import { ObjectStorage } from '../object-storage.ts';

export type Protocol = 'tus' | 'form' | 'put';

export interface RigCustomer {
  readonly customerId: string;
  /** The portal's session. */
  readonly cookie: string;
}

export interface StoredFile {
  readonly id: string;
  readonly fileName: string;
  readonly status: string;
  readonly sha256: string | null;
  readonly sizeBytes: number;
}

export interface Truth {
  readonly status: string;
  readonly documentIds: readonly string[];
  /** What can be submitted or has been, its SHA-256 as the backend says and as its content has. */
  readonly stored: readonly (StoredFile & { readonly contentSha256: string })[];
  /** Announced and not complete. */
  readonly unfinished: readonly StoredFile[];
  readonly submissionMails: number;
}

interface Verification {
  readonly id: string;
  readonly status: string;
  readonly documents: readonly { readonly id: string; readonly status: string; readonly files: readonly StoredFile[] }[];
}

const largestFileBytes = 40 * 1024 * 1024;
// The rig is quicker than any customer.
const generous = { KYC_RATE_LIMIT: '1000000' };

export class World {
  readonly backend: RunningBackend;
  readonly protocol: Protocol;
  readonly #storage: ObjectStorage | undefined;

  private constructor(protocol: Protocol, backend: RunningBackend, storage: ObjectStorage | undefined) {
    this.protocol = protocol;
    this.backend = backend;
    this.#storage = storage;
  }

  static async start(protocol: Protocol): Promise<World> {
    const storage = protocol === 'put' ? await ObjectStorage.start() : undefined;
    const chosen = storage?.env ?? { KYC_UPLOAD_PROTOCOL: protocol };
    const world = new World(protocol, await startBackend({ env: { ...generous, ...chosen } }), storage);
    await world.#configure();
    return world;
  }

  get storageOrigin(): string | undefined {
    return this.#storage?.origin;
  }

  get upstream(): { host: string; port: number } {
    const { hostname, port } = new URL(this.backend.origin);
    return { host: hostname, port: Number(port) };
  }

  async newCustomer(customerId: string): Promise<RigCustomer> {
    const answer = await fetch(`${this.backend.origin}/portal/sign-in`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ customerId, name: 'Sam Specimen' }),
    });
    if (!answer.ok) throw new Error(`signing in: ${String(answer.status)}`);
    return { customerId, cookie: answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ') };
  }

  async truth(customerId: string): Promise<Truth> {
    const { verifications } = await this.#admin<{ verifications: Verification[] }>(`/verifications?customerId=${customerId}`);
    const { mails } = await this.#admin<{ mails: { subject: string }[] }>(`/outbox?to=${customerId}@customers.example`);
    const [verification] = verifications;
    const files = verification?.documents.flatMap((document) => document.files) ?? [];
    const isStored = ({ status }: StoredFile): boolean => ['uploaded', 'pending', 'accepted'].includes(status);
    const stored = await Promise.all(files.filter(isStored).map(async (file) => ({
      ...file, contentSha256: await this.#contentHash(verification?.id ?? '', file.id),
    })));
    return {
      status: verification?.status ?? '', stored, unfinished: files.filter((file) => !isStored(file)),
      documentIds: verification?.documents.map(({ id }) => id) ?? [], submissionMails: mails.length,
    };
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    await this.#storage?.stop();
  }

  /** One category for documents of one file, one for those of two sides; neither is required, so a run may do with either. */
  async #configure(): Promise<void> {
    const before = await this.#admin<{ categories: (Record<string, unknown> & { id: string; documentTypes: { id: string }[] })[] }>('/configuration');
    const identity = before.categories.find(({ id }) => id === 'identity');
    const typesNamed = (name: string) => identity?.documentTypes.filter(({ id }) => id === name);
    // Nothing is encoded anew, so that what is kept can be told byte for byte.
    const privacy = { stripMetadata: true, allowReencode: false };
    const common = { ...identity, minDocuments: 0, maxSizeBytes: largestFileBytes, privacy };
    const categories = [
      { ...common, id: 'single', title: 'Passport', documentTypes: typesNamed('passport') },
      { ...common, id: 'sides', title: 'Licence', documentTypes: typesNamed('driving_licence') },
    ];
    await this.#admin('/configuration', { ...before, categories });
  }

  async #contentHash(verificationId: string, fileId: string): Promise<string> {
    const answer = await this.#ask(`/verifications/${verificationId}/files/${fileId}/content`);
    return createHash('sha256').update(Buffer.from(await answer.arrayBuffer())).digest('hex');
  }

  async #admin<T>(path: string, body?: object): Promise<T> {
    return (await this.#ask(path, body)).json() as Promise<T>;
  }

  async #ask(path: string, body?: object): Promise<Response> {
    const answer = await fetch(`${this.backend.origin}/admin/api${path}`, {
      method: body ? 'PUT' : 'GET',
      headers: { authorization: `Bearer ${this.backend.adminToken}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`admin ${path.split('?')[0] ?? ''}: ${String(answer.status)} ${await answer.text()}`);
    return answer;
  }
}
