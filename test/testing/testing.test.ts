import { expect } from '@open-wc/testing';
import type { KycClient } from '../../src/client/kyc-client.ts';
import { hashBlob } from '../../src/intake/hash.ts';
import { inspected } from '../../src/testing/inspected.ts';
import {
  gate, KycError, MemoryKycClient, never, scenarioNamed, scenarios, specimenFile, specimenNow, specimenPdf, verification,
  type ScenarioElement,
} from '../../src/testing/index.ts';

const passport = (chosen: File) => ({
  categoryId: 'identity', documentTypeId: 'passport',
  file: { side: 'single' as const, fileName: chosen.name, mediaType: chosen.type, sizeBytes: chosen.size },
});

async function codeOf(call: Promise<unknown>): Promise<string> {
  const outcome = await call.then(() => 'resolved', (reason: unknown) => reason);
  return outcome instanceof KycError ? outcome.code : String(outcome);
}

describe('MemoryKycClient', () => {
  it('starts with an individual who has added nothing, and tells time only by its clock', async () => {
    const client = new MemoryKycClient({ now: () => Date.parse(specimenNow) });
    const answer = await client.getVerification();
    expect(answer).to.deep.include({ kind: 'changed', etag: '"1"', verification: verification() });
    client.provider.comment({ body: 'Hello' });
    expect(client.provider.verification.comments[0]?.createdAt).to.equal(specimenNow);
    expect(client.provider.verification.version).to.equal(2);
    expect(client.calls).to.deep.equal(['getVerification']);
  });

  it('fails the next calls of one method as arranged, then works again', async () => {
    const client = new MemoryKycClient();
    client.failNext('getVerification', new KycError('server_error', { retryable: true }));
    client.failNext('getVerification', new KycError('rate_limited'));
    expect(await codeOf(client.getVerification())).to.equal('server_error');
    expect(await codeOf(client.getVerification())).to.equal('rate_limited');
    expect(await codeOf(client.getVerification())).to.equal('resolved');
  });

  it('waits for a gate, and lets go when the caller gives up', async () => {
    const client = new MemoryKycClient();
    const opened = gate();
    client.delay(opened, 'getVerification');
    let isAnswered = false;
    const answer = client.getVerification().then(() => (isAnswered = true));
    await Promise.resolve();
    expect(isAnswered).to.equal(false);
    opened.open();
    await answer;

    client.delay(never);
    const caller = new AbortController();
    const waiting = codeOf(client.getVerification({ signal: caller.signal }));
    caller.abort();
    expect(await waiting).to.equal('aborted');
    client.delay(null);
    client.delay(1, 'getVerification');
    expect(await codeOf(client.getVerification())).to.equal('resolved');
  });

  it('sends in steps, holds where it is told to, and can be stopped there', async () => {
    const client = new MemoryKycClient();
    const chosen = specimenFile('passport.png');
    const { upload } = await client.createDocument(passport(chosen), { idempotencyKey: 'a' });
    const opened = gate();
    client.holdUploadsAt(0.4, opened);
    const steps: number[] = [];
    const held = gate();
    const onProgress = (loadedBytes: number) => {
      steps.push(Math.round((loadedBytes / chosen.size) * 100));
      if (steps.length === 2) held.open();
    };
    const sent = client.sendBytes(upload, chosen, { onProgress });
    await held;
    expect(steps).to.deep.equal([25, 40]);
    opened.open();
    await sent;
    expect(steps).to.deep.equal([25, 40, 50, 75, 100]);

    client.holdUploadsAt(0.4, never);
    const caller = new AbortController();
    const stopped = codeOf(client.sendBytes(upload, chosen, { onProgress: () => undefined, signal: caller.signal }));
    caller.abort();
    expect(await stopped).to.equal('aborted');
    expect(await codeOf(client.sendBytes({ ...upload, url: 'https://kyc.example/elsewhere' }, chosen, { onProgress }))).to.equal('not_found');
  });

  it('gives back the picture that was sent, has one for what was there from the start, and none for a PDF', async () => {
    const { client } = scenarioNamed('all-added').create();
    const [, bill, selfie] = client.provider.verification.documents;
    const refOf = (document: typeof bill) => ({ documentId: document?.id ?? '', fileId: document?.files[0]?.id ?? '' });
    expect((await client.getThumbnail(refOf(selfie))).type).to.equal('image/png');
    expect(await codeOf(client.getThumbnail(refOf(bill)))).to.equal('not_found');

    const chosen = specimenFile();
    const { document, file, upload } = await client.createDocument(passport(chosen), { idempotencyKey: 'a' });
    const ref = { documentId: document.id, fileId: file.id };
    expect(await codeOf(client.getContent(ref))).to.equal('not_found');
    await client.sendBytes(upload, chosen, { onProgress: () => undefined });
    await client.completeUpload(ref, await hashBlob(chosen, new AbortController().signal));
    expect(await client.getContent(ref)).to.equal(chosen);
  });

  it('reviews a renewal while the verification stays completed', async () => {
    const { client } = scenarioNamed('completed-renewal-due').create();
    const chosen = specimenFile();
    const { document, file, upload } = await client.createDocument(passport(chosen), { idempotencyKey: 'a' });
    await client.sendBytes(upload, chosen, { onProgress: () => undefined });
    await client.completeUpload({ documentId: document.id, fileId: file.id }, await hashBlob(chosen, new AbortController().signal));
    const request = { version: client.provider.verification.version, documentIds: [document.id] };
    const { verification: sent } = await client.submit(request, { idempotencyKey: 'b' });
    expect([sent.status, sent.renewal?.status]).to.deep.equal(['completed', 'pending']);
  });

  it('asks for required consents', async () => {
    const client = scenarioNamed('all-added').create().client;
    const consent = { id: 'terms', text: 'I agree.', version: '1', required: true, givenAt: null };
    client.provider.change((current) => ({ ...current, consents: [consent] }));
    const { version, documents } = client.provider.verification;
    const request = { version, documentIds: documents.map(({ id }) => id) };
    expect(await codeOf(client.submit(request, { idempotencyKey: 'a' }))).to.equal('consent_missing');
    const given = { ...request, consents: [{ id: 'terms', version: '1' }] };
    const { verification: sent } = await client.submit(given, { idempotencyKey: 'b' });
    expect(sent.consents[0]?.givenAt).not.to.equal(null);
  });

  it('is a client with nothing of the wire about it', () => {
    const client: KycClient = new MemoryKycClient();
    expect(client.uploadHeaders).to.equal(undefined);
  });
});

describe('scenarios', () => {
  it('have one name each, and names that do not exist say so', () => {
    const names = scenarios.map(({ name }) => name);
    expect(new Set(names).size).to.equal(names.length);
    expect(names.every((name) => /^[a-z]+(-[a-z]+)*$/.test(name))).to.equal(true);
    expect(() => scenarioNamed('nowhere')).to.throw(RangeError, 'nowhere');
  });

  it('share nothing between two runs', () => {
    for (const scenario of scenarios) {
      const [one, other] = [scenario.create(), scenario.create()];
      one.client.provider.comment({ body: 'Only here' });
      const has = (run: typeof one) => run.client.provider.verification.comments.some(({ body }) => body === 'Only here');
      expect([has(one), has(other)], scenario.name).to.deep.equal([true, false]);
    }
  });

  it('act only through the public methods of the element', async () => {
    const called: string[] = [];
    const element: ScenarioElement = {
      addEventListener: () => undefined,
      addFiles: (...values) => {
        called.push(`addFiles ${values[0]}`);
        return Promise.resolve([{ uploadId: 'up_1' }]);
      },
      pause: (uploadId) => {
        called.push(`pause ${uploadId ?? ''}`);
        return Promise.resolve();
      },
      submit: () => {
        called.push('submit');
        return Promise.resolve();
      },
    };
    for (const name of ['paused', 'refused-file', 'submitting']) await scenarioNamed(name).create().act?.(element);
    expect(called).to.deep.equal(['addFiles identity', 'pause up_1', 'addFiles identity', 'addFiles address', 'submit']);
  });

  it('bring files that are what they say', async () => {
    const named = { fileName: 'a', mediaType: '' };
    expect(await inspected(specimenFile(), named, { accept: [] })).to.equal('image/png');
    expect(await inspected(new Blob([specimenPdf()]), named, { accept: [] })).to.equal('application/pdf');
    expect((await createImageBitmap(specimenFile())).width).to.equal(1016);
    expect(await codeOf(inspected(new Blob(['<!doctype html>']), named, { accept: [] }))).to.equal('type_not_allowed');
  });
});
