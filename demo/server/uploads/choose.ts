/** Where documents are kept and how their bytes arrive: the one place that names all the ways. */
import { join } from 'node:path';
import type { Services } from '../services.ts';
import type { Settings } from '../settings.ts';
import { DiskDocumentStore } from '../storage/document-store.ts';
import { S3Bucket } from '../storage/s3-bucket.ts';
import { S3DocumentStore } from '../storage/s3-document-store.ts';
import { ArrivingFiles } from './arriving-files.ts';
import { FormUploads } from './form-uploads.ts';
import { PutUploads } from './put-uploads.ts';
import { TusUploads } from './tus-uploads.ts';

type Storage = Pick<Services, 'store' | 'uploads'>;

/** @throws Error when the object storage the settings name cannot be used */
export async function openStorage({ dataDir, objectStorage, uploadProtocol }: Settings): Promise<Storage> {
  if (objectStorage) {
    const bucket = new S3Bucket(objectStorage);
    await bucket.check();
    const store = new S3DocumentStore(bucket);
    return { store, uploads: new PutUploads(bucket, store) };
  }
  const store = await DiskDocumentStore.open(join(dataDir, 'documents'));
  const Uploads = uploadProtocol === 'form' ? FormUploads : TusUploads;
  return { store, uploads: new Uploads(await ArrivingFiles.open(join(dataDir, 'arriving'), store)) };
}
