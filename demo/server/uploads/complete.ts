/** `POST …/complete`: what came is handed over, judged, and becomes part of the case; once, however often it is asked. */
import type { Added } from '../domain/documents.ts';
import { completeFile, requirePlace, type Arrival, type FilePlace } from '../domain/uploads.ts';
import { Problem } from '../problem.ts';
import type { CustomerCase } from '../routes/customer-context.ts';
import type { Services } from '../services.ts';
import type { AnnouncedUpload, UploadProtocol } from './upload-protocol.ts';

export interface Completion extends FilePlace {
  /** Of the bytes sent, hex. */
  readonly sha256: string;
}

/** @throws Problem as the contract says for `complete` */
export async function completeUpload(own: CustomerCase, services: Services, completion: Completion): Promise<Added> {
  const { file: { uploadId } } = requirePlace(await own.read(), completion);
  return services.uploadLocks.hold(uploadId, () => completeAlone(own, services, { ...completion, uploadId }));
}

/** After a kill between handing over and saving, the same request finds the bytes still in their place. */
async function completeAlone(own: CustomerCase, services: Services, request: Completion & { uploadId: string }): Promise<Added> {
  const { store, uploads } = services;
  const { file } = requirePlace(await own.read(), request);
  const arrival: Arrival = file.status === 'uploading' ? await uploads.take(file) : { kind: 'partial', sizeBytes: 0 };
  try {
    const result = await own.change((draft) => completeFile(draft, request, { ...request, arrival }));
    if (!(result instanceof Problem)) return result;
    if (result.code === 'hash_mismatch' && file.status === 'uploading') await startOver(own, uploads, file);
    throw result;
  } catch (reason) {
    // Nothing was saved, unless the refusal was: then these bytes are noted for erasure as well.
    if (reason instanceof Problem && arrival.kind === 'whole') await store.erase(arrival.received.storageKey);
    throw reason;
  }
}

/** The next bytes are paid for first: a wrong hash is no way to send without end. */
async function startOver(own: CustomerCase, uploads: UploadProtocol, { uploadId, sizeBytes }: AnnouncedUpload): Promise<void> {
  await own.payAgain(sizeBytes);
  await uploads.forget(uploadId);
}
