/**
 * Protocol `put`: the customer's browser sends the bytes to object storage itself, with one presigned request.
 *
 * The address holds for a while and can be used again, so nothing that lies where it leads is ever trusted: it is read
 * once, and what was read is encrypted, judged and kept under a key of its own.
 */
import type { UploadTarget } from '../../../src/model/verification.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { Facts } from '../storage/facts.ts';
import type { S3Bucket } from '../storage/s3-bucket.ts';
import type { AnnouncedUpload, Arrival, UploadProtocol } from './upload-protocol.ts';

const folder = 'incoming/';
/** How long an address holds. A widget that comes later asks for a fresh one. */
const addressSeconds = 15 * 60;

export class PutUploads implements UploadProtocol {
  readonly #bucket: S3Bucket;
  readonly #store: DocumentStore;

  constructor(bucket: S3Bucket, store: DocumentStore) {
    this.#bucket = bucket;
    this.#store = store;
  }

  async target({ uploadId, uploadExpiresAt, sizeBytes }: AnnouncedUpload): Promise<UploadTarget> {
    const url = await this.#bucket.presignPut(folder + uploadId, { sizeBytes, seconds: addressSeconds });
    const end = Math.min(Date.now() + addressSeconds * 1000, Date.parse(uploadExpiresAt));
    return { protocol: 'put', url, headers: {}, expiresAt: new Date(end).toISOString() };
  }

  async take({ uploadId, sizeBytes }: AnnouncedUpload): Promise<Arrival> {
    const arrivedBytes = await this.#bucket.sizeOf(folder + uploadId);
    const arrived = arrivedBytes !== null && arrivedBytes >= sizeBytes ? await this.#bucket.read(folder + uploadId, { asSent: true }) : null;
    if (!arrived) return { kind: 'partial', sizeBytes: arrivedBytes ?? 0 };
    const facts = new Facts();
    const storageKey = await this.#store.keep(facts.of(arrived.stream));
    return { kind: 'whole', received: { storageKey, ...facts.told() } };
  }

  async forget(uploadId: string): Promise<void> {
    await this.#bucket.erase(folder + uploadId);
  }

  async forgetOld(before: Date): Promise<void> {
    for await (const { name, changedAt } of this.#bucket.list(folder)) {
      if (changedAt < before) await this.#bucket.erase(name);
    }
  }

  /** Bytes do not come through this process. */
  addRoutes(): void {}
}
