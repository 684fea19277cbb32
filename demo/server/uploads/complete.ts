/** `POST …/complete`: what came is handed over, looked at, and becomes part of the case; once, however often it is asked. */
import { setTimeout as pause } from 'node:timers/promises';
import { keysIn, type ReceivedBytes } from '../domain/case.ts';
import type { Added } from '../domain/documents.ts';
import { completeFile, requirePlace, type Arrival, type FilePlace } from '../domain/uploads.ts';
import type { Inspected } from '../inspection/inspection.ts';
import { circumstancesOf } from '../inspection/circumstances.ts';
import { Problem } from '../problem.ts';
import type { CustomerCase } from '../routes/customer-context.ts';
import type { Services } from '../services.ts';
import type { AnnouncedUpload, UploadProtocol } from './upload-protocol.ts';

export interface Completion extends FilePlace {
  /** Of the bytes sent, hex. */
  readonly sha256: string;
}

type Request = Completion & { readonly uploadId: string };

/** The file is `uploaded`, or `checking` while it is still looked at. @throws Problem as the contract says for `complete` */
export async function completeUpload(own: CustomerCase, services: Services, completion: Completion): Promise<Added> {
  const { file: { uploadId } } = requirePlace(await own.read(), completion);
  return services.uploadLocks.hold(uploadId, () => completeAlone(own, services, { ...completion, uploadId }));
}

/** After a kill between handing over and saving, the same request finds the bytes still in their place. */
async function completeAlone(own: CustomerCase, services: Services, request: Request): Promise<Added> {
  const { store, uploads, checks } = services;
  const { file } = requirePlace(await own.read(), request);
  const arrival: Arrival = file.status === 'uploading' ? await uploads.take(file) : { kind: 'partial', sizeBytes: 0 };
  const sent = arrival.kind === 'whole' ? arrival.received : null;
  const looking = sent && isWorthLooking(sent, { ...request, sizeBytes: file.sizeBytes }) ? look(own, services, { request, sent }) : null;
  const looked = looking && await soon(looking, services);
  const delivery = { ...request, arrival: sent ? { kind: 'whole' as const, received: looked?.received ?? sent } : arrival };
  try {
    const result = await own.change((draft) => completeFile(draft, request, { ...delivery, finding: looked?.finding ?? { kind: 'checking' } }));
    if (result instanceof Problem) {
      if (result.code === 'hash_mismatch' && file.status === 'uploading') await startOver(own, uploads, file);
      throw result;
    }
    if (sent && looked && looked.received.storageKey !== sent.storageKey) await store.erase(sent.storageKey);
    return result;
  } catch (reason) {
    // Nothing was saved, unless the refusal was: then these bytes are noted for erasure as well.
    if (reason instanceof Problem) await eraseAll(services, [sent, looked?.received]);
    throw reason;
  } finally {
    // Also when nothing was saved: what it makes has to go again.
    if (looking && !looked) checks.follow({ customerId: own.customerId, documentId: request.documentId, fileId: request.fileId }, looking);
  }
}

/** Bytes other than those announced are refused for that alone. */
function isWorthLooking(received: ReceivedBytes, { sha256, sizeBytes }: { sha256: string; sizeBytes: number }): boolean {
  return received.sha256 === sha256 && received.sizeBytes > 0 && received.sizeBytes <= sizeBytes;
}

async function look(own: CustomerCase, { inspection }: Services, { request, sent }: { request: Request; sent: ReceivedBytes }): Promise<Inspected> {
  return inspection.inspect(sent, circumstancesOf(await own.read(), request));
}

/** What it tells within the time a customer waits; null when that is not enough. */
async function soon(looking: Promise<Inspected>, { settings }: Services): Promise<Inspected | null> {
  const waiting = new AbortController();
  const late = pause(settings.inspectionSeconds * 1000, null, { signal: waiting.signal }).catch(() => null);
  return Promise.race([looking, late]).finally(() => waiting.abort());
}

async function eraseAll({ store }: Services, received: readonly (ReceivedBytes | null | undefined)[]): Promise<void> {
  const keys = new Set(received.flatMap((each) => (each ? keysIn(each) : [])));
  for (const key of keys) await store.erase(key);
}

/** The next bytes are paid for first: a wrong hash is no way to send without end. */
async function startOver(own: CustomerCase, uploads: UploadProtocol, { uploadId, sizeBytes }: AnnouncedUpload): Promise<void> {
  await own.payAgain(sizeBytes);
  await uploads.forget(uploadId);
}
