/** What becomes of a document's stream when it is answered. */
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { CaseFile } from '../../demo/server/domain/case.ts';
import { answerFile } from '../../demo/server/http/document-answer.ts';
import type { DocumentStore } from '../../demo/server/storage/document-store.ts';

it.each([['GET', false], ['HEAD', true]])('a document asked for with %s leaves its source let go at once: %s', async (method, isLetGo) => {
  const stream = Readable.from([Buffer.from('bytes')]);
  const store = { read: () => Promise.resolve({ stream, sizeBytes: 5 }) } as unknown as DocumentStore;
  const received = { storageKey: 'key', sizeBytes: 5, sha256: '' };
  const app = new Hono().get('/file', (c) => answerFile(c, store, { file: { id: 'fil_1', mediaType: 'image/png', received } as CaseFile }));
  const answer = await app.request('/file', { method });
  expect([answer.headers.get('Content-Length'), stream.destroyed]).toEqual(['5', isLetGo]);
  await answer.body?.cancel();
});
