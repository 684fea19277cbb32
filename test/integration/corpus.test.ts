/** The corpus sent past the widget: what the backend says about each case, and what it keeps. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { displayName } from '../../src/model/file-name.ts';
import { startBackend, type RunningBackend } from '../support/backend.ts';
import { Customer, Reviewer, specimenOf, type Answer } from '../support/backend-driver.ts';
import { forbiddenIn, isExpected, type CorpusCase } from '../support/corpus-case.ts';
import { loadCorpus } from '../support/corpus.ts';
import { difference, pixelsOf } from '../support/pixels.ts';

const { cases, policy, bytesOf } = await loadCorpus();
/** What a server can see of them: folders, changed files and too many at once are the browser's. */
const sendable = cases.filter(({ tier, recipe }) => tier === 'core' && !['directory', 'mutateAfterSelect', 'deleteAfterSelect', 'dropMany'].includes(recipe?.kind ?? ''));

const typeOf = { identity: 'passport', address: 'utility_bill', selfie: 'selfie' } as const;

describe('the corpus', () => {
  let backend: RunningBackend;
  let reviewer: Reviewer;

  beforeAll(async () => {
    backend = await startBackend({ env: { KYC_RATE_LIMIT: '1000000', KYC_QUOTA_FILES: '1000000', KYC_QUOTA_MB: '1000000' } });
    reviewer = new Reviewer(backend);
    const { body } = await reviewer.api('GET', '/configuration');
    for (const category of body.categories) {
      const isSelfie = category.id === 'selfie';
      Object.assign(category, { enabled: true, maxDocuments: null, maxSizeBytes: policy.maxBytes, accept: isSelfie ? policy.selfieAllowed : policy.allowed });
    }
    expect((await reviewer.api('PUT', '/configuration', body)).status).toBe(200);
  });
  afterAll(() => backend.stop());

  interface Sent {
    readonly outcome: string;
    readonly fileName?: string;
    readonly mediaType?: string;
    readonly content?: Uint8Array;
  }

  async function send(testCase: CorpusCase): Promise<Sent> {
    const customer = await Customer.signIn(backend);
    const bytes = await bytesOf(testCase);
    // A name longer than the wire takes is cut by the widget; any other goes as it is.
    const fileName = testCase.name.length > 255 ? displayName(testCase.name) : testCase.name;
    const file = specimenOf(bytes ?? new Uint8Array(0), { fileName, mediaType: testCase.mime });
    const sizeBytes = bytes ? bytes.length : Number(testCase.recipe?.bytes);
    const { slot } = testCase;
    const started = await customer.api('POST', '/documents', {
      categoryId: slot, documentTypeId: typeOf[slot], file: { side: 'single', fileName, mediaType: testCase.mime, sizeBytes },
    });
    if (started.status !== 201) return { outcome: `refuse:${started.body.code}` };
    const done = await customer.finish(started, file);
    return done.status === 200 ? kept(customer, done) : { outcome: `refuse:${done.body.code}` };
  }

  async function kept(customer: Customer, { body: { document, file } }: Answer): Promise<Sent> {
    const headers = { Authorization: `Bearer ${customer.token}` };
    const answer = await fetch(`${backend.origin}/kyc/v1/documents/${document.id}/files/${file.id}/content`, { headers });
    return { outcome: 'accept', fileName: file.fileName, mediaType: file.mediaType, content: new Uint8Array(await answer.arrayBuffer()) };
  }

  it.each(sendable.map((testCase) => [testCase.id, testCase.what, testCase] as const))('%s: %s', async (_id, _what, testCase) => {
    const { outcome, fileName, content } = await send(testCase);
    const isRight = testCase.server.verdict === 'accept' ? outcome === 'accept' || isExpected(testCase, outcome) : isExpected(testCase, outcome);
    expect(isRight, outcome).toBe(true);
    if (!content) return;
    expect(forbiddenIn(testCase, content)).toEqual([]);
    expect(fileName).toBe(displayName(testCase.name));
  });

  it('leaves nothing of what was hidden anywhere on the disk', async () => {
    const canaries = cases.flatMap(({ storedBytesMustNotContain = [] }) => storedBytesMustNotContain).filter((text) => /CANARY|SECRET/.test(text));
    expect(canaries.length).toBeGreaterThan(0);
    for (const folder of ['documents', 'arriving', 'inspecting']) {
      const entries = await readdir(join(backend.dataDir, folder), { recursive: true, withFileTypes: true });
      for (const entry of entries.filter((each) => each.isFile())) {
        const text = await readFile(join(entry.parentPath, entry.name), 'latin1');
        expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
      }
    }
  });

  const named = (name: string) => sendable.find(({ file }) => file === `files/${name}`);

  it.each([2, 3, 4, 5, 6, 7, 8])('keeps a picture of orientation %d upright', async (orientation) => {
    const [upright, turned] = [named('exif-orientation-1.jpg'), named(`exif-orientation-${orientation}.jpg`)];
    if (!upright || !turned) throw new Error('the corpus lacks its orientations');
    const [one, other] = await Promise.all([upright, turned].map(async (each) => pixelsOf((await send(each)).content ?? new Uint8Array(0))));
    expect(difference(one ?? Buffer.alloc(0), other ?? Buffer.alloc(0))).toBeLessThan(3);
  });

  it('keeps the colours of a picture for print', async () => {
    const [cmyk, plain] = [named('jpeg-cmyk.jpg'), named('id-good.jpg')];
    if (!cmyk || !plain) throw new Error('the corpus lacks its print colours');
    const sent = await send(cmyk);
    const [one, other] = await Promise.all([sent.content, await bytesOf(plain)].map((bytes) => pixelsOf(bytes ?? new Uint8Array(0))));
    expect(difference(one ?? Buffer.alloc(0), other ?? Buffer.alloc(0))).toBeLessThan(15);
  });

  it('keeps HEIC as it is, and shows reviewers a JPEG of it', async () => {
    const heic = named('heic-still.heic');
    if (!heic) throw new Error('the corpus lacks its HEIC');
    const customer = await Customer.signIn(backend);
    const file = specimenOf(await bytesOf(heic) ?? new Uint8Array(0), { fileName: 'a.heic', mediaType: 'image/heic' });
    const { body } = await customer.finish(await customer.create('identity', 'passport', { file }), file);
    expect(body.file.mediaType).toBe('image/heic');
    const verificationId = (await customer.read()).id;
    const seen = await fetch(`${backend.origin}/admin/api/verifications/${verificationId}/files/${body.file.id}/content`, { headers: { Authorization: `Bearer ${backend.adminToken}` } });
    expect(seen.headers.get('Content-Type')).toBe('image/jpeg');
    expect((await pixelsOf(new Uint8Array(await seen.arrayBuffer()))).length).toBe(40 * 30 * 3);
    const own = await customer.api('GET', `/documents/${body.document.id}/files/${body.file.id}/content`);
    expect(own.headers.get('Content-Type')).toBe('image/heic');
  });
});
