/** Where documents are kept and how their bytes arrive: the one place that names all the ways. */
import { join } from 'node:path';
import type { Database } from '../database/database.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings.ts';
import { DiskBytes } from '../storage/disk-bytes.ts';
import { DocumentStore } from '../storage/document-store.ts';
import { S3Bucket } from '../storage/s3-bucket.ts';
import { S3Bytes } from '../storage/s3-bytes.ts';
import type { S3Settings } from '../storage/s3-settings.ts';
import { bringUnderFirstKey, openKeys } from '../storage/under-key.ts';
import { ArrivingFiles } from './arriving-files.ts';
import { FormUploads } from './form-uploads.ts';
import { PutUploads } from './put-uploads.ts';
import { TusUploads } from './tus-uploads.ts';

type Storage = Pick<Services, 'store' | 'uploads'>;

interface Needs {
  readonly settings: Settings;
  readonly database: Database;
  readonly log: (line: string) => void;
}

/** @throws Error when the object storage or the keys the settings name cannot be used */
export function openStorage(needs: Needs): Promise<Storage> {
  const { objectStorage } = needs.settings;
  return objectStorage ? openBucket(needs, objectStorage) : openFolder(needs);
}

async function openBucket({ settings, database, log }: Needs, objectStorage: S3Settings): Promise<Storage> {
  const bucket = new S3Bucket(objectStorage);
  await bucket.check();
  const needs = { database, log, place: 'the bucket' };
  const opened = await openKeys(settings, needs);
  const store = new DocumentStore(await S3Bytes.open(bucket, join(settings.dataDir, 'outgoing')), opened.keys, log);
  await bringUnderFirstKey(opened, needs, (how) => store.reseal(how));
  return { store, uploads: new PutUploads(bucket, store) };
}

async function openFolder({ settings, database, log }: Needs): Promise<Storage> {
  const { dataDir, uploadProtocol } = settings;
  const needs = { database, log, place: 'the data folder' };
  const opened = await openKeys(settings, needs);
  const store = new DocumentStore(await DiskBytes.open(join(dataDir, 'documents')), opened.keys, log);
  const arriving = await ArrivingFiles.open(join(dataDir, 'arriving'), store, opened.keys);
  await bringUnderFirstKey(opened, needs, async (how) => await store.reseal(how) + await arriving.reseal(how));
  const Uploads = uploadProtocol === 'form' ? FormUploads : TusUploads;
  return { store, uploads: new Uploads(arriving) };
}
