/** One bucket of object storage, as the backend's adapter speaks to it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { S3Bucket } from '../../demo/server/storage/s3-bucket.ts';
import { readS3Settings } from '../../demo/server/storage/s3-settings.ts';
import { ObjectStorage } from '../support/object-storage.ts';

let storage: ObjectStorage;
beforeAll(async () => {
  storage = await ObjectStorage.start();
});
afterAll(() => storage.stop());

describe('a bucket', () => {
  const bucket = (env: Record<string, string> = {}): S3Bucket => {
    const settings = readS3Settings({ ...storage.env, ...env });
    if (!settings) throw new Error('the storage has settings');
    return new S3Bucket(settings);
  };

  it('is listed to its last page', async () => {
    const names = Array.from({ length: 1003 }, (_, index) => `documents/${String(index).padStart(4, '0')}`);
    for (const name of names) await storage.place(name, new Uint8Array());
    const listed: string[] = [];
    for await (const { name } of bucket().list('documents/')) listed.push(name);
    expect(listed).toEqual(names);
  });

  it('whose storage breaks off fails those who read, and nobody else', async () => {
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('the beginning', () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const broken = bucket({ S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    const unread = await broken.read('documents/unread');
    const read = await broken.read('documents/read');
    await expect(read?.stream.toArray()).rejects.toThrow();
    await expect.poll(() => unread?.stream.destroyed).toBe(true);
    await new Promise((resolve) => server.close(resolve));
  });
});
