/** What the backend finds out about bytes on its own, and what becomes of the process that looks. */
import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunningBackend } from '../support/backend.ts';
import { Customer, fixture, hashOf, pdf, photo, Reviewer, specimenOf, type Answer, type Specimen } from '../support/backend-driver.ts';
import { startOwn } from '../support/engines.ts';
import { activePdfs, harmlessPdfs, lockedPdf } from '../support/hostile-pdfs.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const asPdf = (bytes: Bytes): Specimen => specimenOf(bytes, { fileName: 'a.pdf', mediaType: 'application/pdf' });
const asPng = (bytes: Bytes): Specimen => specimenOf(bytes, { fileName: 'a.png', mediaType: 'image/png' });
const gps = fixture('exif-gps-thumb.jpg', 'image/jpeg');

async function sent(customer: Customer, file: Specimen): Promise<Answer> {
  return customer.finish(await customer.create('identity', 'passport', { file }), file);
}

async function contentOf(backend: RunningBackend, customer: Customer, { body: { document, file } }: Answer, part = 'content'): Promise<Bytes> {
  const headers = { Authorization: `Bearer ${customer.token}` };
  const answer = await fetch(`${backend.origin}/kyc/v1/documents/${document.id}/files/${file.id}/${part}`, { headers });
  expect(answer.status).toBe(200);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Process ids of what the backend started to look at files. */
function inspectorsOf(backend: RunningBackend): number[] {
  const lines = execFileSync('ps', ['-o', 'pid=', '--ppid', String(backend.pid())], { encoding: 'utf8' }).split('\n');
  return lines.map(Number).filter((pid) => pid > 0);
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) process.kill(pid, name);
}

/** Files that are being looked at. */
const jobsIn = async ({ dataDir }: RunningBackend): Promise<number> => (await readdir(join(dataDir, 'inspecting'))).length;

/** A PNG whose header alone says how large it is; its checksums are right. */
function headerOf(sidePx: number): Bytes {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sidePx, 0);
  header.writeUInt32BE(sidePx, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const chunks = [['IHDR', header], ['IDAT', deflateSync(Buffer.alloc(1000))], ['IEND', Buffer.alloc(0)]] as const;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new Uint8Array(Buffer.concat([signature, ...chunks.map(([type, data]) => chunk(type, data))]));
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

describe('inspection', () => {
  let backend: RunningBackend;
  let customer: Customer;

  beforeAll(async () => {
    backend = await startOwn({ KYC_RATE_LIMIT: '1000000' });
  });
  afterAll(() => backend.stop());
  beforeEach(async () => {
    customer = await Customer.signIn(backend);
  });

  it('finds what a PDF does, wherever it hides', async () => {
    const codes: [string, string][] = [];
    for (const [what, bytes] of await activePdfs()) codes.push([what, (await sent(await Customer.signIn(backend), asPdf(bytes))).body.code]);
    expect(codes).toEqual((await activePdfs()).map(([what]) => [what, 'pdf_active_content']));
  });

  it('takes PDFs that only show pages, byte for byte', async () => {
    for (const [what, bytes] of await harmlessPdfs()) {
      const answer = await sent(await Customer.signIn(backend), asPdf(bytes));
      expect([what, answer.status, answer.body.code]).toEqual([what, 200, undefined]);
    }
    const answer = await sent(customer, pdf);
    expect(hashOf(await contentOf(backend, customer, answer))).toBe(pdf.sha256);
    const { document, file } = answer.body;
    expect((await customer.api('GET', `/documents/${document.id}/files/${file.id}/thumbnail`)).status).toBe(404);
  });

  it('refuses a PDF that opens with a password only', async () => {
    expect((await sent(customer, asPdf(await lockedPdf()))).body.code).toBe('pdf_encrypted');
  });

  it('keeps the hash and size of what was sent, and writes what it keeps anew', async () => {
    const answer = await sent(customer, gps);
    expect(answer.body.file).toMatchObject({ sha256: gps.sha256, sizeBytes: gps.bytes.length, mediaType: 'image/jpeg' });
    const content = await contentOf(backend, customer, answer);
    const { exif, xmp, iptc, width, chromaSubsampling } = await sharp(content).metadata();
    expect({ exif, xmp, iptc, width, chromaSubsampling }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, width: 1600, chromaSubsampling: '4:4:4' });
    expect(Buffer.from(content).includes('KYC-CANARY')).toBe(false);
  });

  it('writes a small upright picture of each', async () => {
    const answer = await sent(customer, fixture('exif-orientation-6.jpg', 'image/jpeg'));
    const { format, width, height } = await sharp(await contentOf(backend, customer, answer, 'thumbnail')).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 480, height: 360 });
  });

  it('cleans without loss where the category allows no new encoding, and keeps all of it where it is to be kept', async () => {
    const privacies = [{ stripMetadata: true, allowReencode: false }, { stripMetadata: false, allowReencode: true }];
    const kept: { isSame: boolean; hasHidden: boolean; scan: string }[] = [];
    for (const privacy of privacies) {
      await new Reviewer(backend).withConfiguration(({ categories }) => Object.assign(categories[0], { privacy }), async () => {
        const own = await Customer.signIn(backend);
        const content = Buffer.from(await contentOf(backend, own, await sent(own, gps)));
        // The picture's own data, from its last start of scan to the end.
        kept.push({ isSame: hashOf(content) === gps.sha256, hasHidden: content.includes('KYC-CANARY'), scan: hashOf(content.subarray(content.lastIndexOf(Buffer.from([0xff, 0xda])))) });
      });
    }
    const scan = hashOf(Buffer.from(gps.bytes).subarray(Buffer.from(gps.bytes).lastIndexOf(Buffer.from([0xff, 0xda]))));
    expect(kept).toEqual([{ isSame: false, hasHidden: false, scan }, { isSame: true, hasHidden: true, scan }]);
  });

  it('keeps nothing of what stands behind a picture', async () => {
    const png = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'teal' } }).png().toBuffer();
    const answer = await sent(customer, asPng(new Uint8Array(Buffer.concat([png, Buffer.from('PK\u0003\u0004KYC-CANARY-TAIL')]))));
    expect(answer.status).toBe(200);
    expect(Buffer.from(await contentOf(backend, customer, answer)).includes('KYC-CANARY')).toBe(false);
  });

  it('refuses too many pixels before it decodes one', async () => {
    const answer = await sent(customer, asPng(headerOf(40_000)));
    expect([answer.status, answer.body.code, answer.body.actual]).toEqual([422, 'too_many_pixels', 1_600_000_000]);
  });

  it('answers for a process that died over a file, and goes on with the next', async () => {
    await sent(customer, photo);
    const started = await customer.create('identity', 'passport');
    await customer.send(started.body.upload, photo.bytes);
    const pids = inspectorsOf(backend);
    // Stopped, it has the file and does not answer.
    signal(pids, 'SIGSTOP');
    const answering = customer.complete(started, photo.sha256);
    await expect.poll(() => jobsIn(backend)).toBe(1);
    signal(pids, 'SIGKILL');
    const answer = await answering;
    expect([answer.status, answer.body.code]).toEqual([422, 'unreadable_image']);
    expect((await sent(customer, photo)).status).toBe(200);
    expect(await jobsIn(backend)).toBe(0);
  });

  it('looks at no more than two files at once, and at all of them', async () => {
    const files = await Promise.all(Array.from({ length: 5 }, () => customer.create('identity', 'passport')));
    const answers = await Promise.all(files.map((started) => customer.finish(started)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(inspectorsOf(backend).length).toBeLessThanOrEqual(2);
  });
});

describe('inspection that takes long', () => {
  let backend: RunningBackend;
  let customer: Customer;

  beforeAll(async () => {
    const env = { KYC_INSPECTION_SECONDS: '0', KYC_INSPECTION_LIMIT_SECONDS: '8' };
    backend = await startOwn(env);
  });
  afterAll(() => backend.stop());
  beforeEach(async () => {
    customer = await Customer.signIn(backend);
  });

  /** Whoever looks at files gets them and does not answer. */
  async function stopped(): Promise<number[]> {
    await expect.poll(() => inspectorsOf(backend).length).toBeGreaterThan(0);
    const pids = inspectorsOf(backend);
    signal(pids, 'SIGSTOP');
    return pids;
  }

  const statusNow = async (): Promise<string | undefined> => (await customer.read()).documents[0]?.status;

  it('shows the document as being checked, then as uploaded; asking again changes nothing', async () => {
    await stopped();
    const started = await customer.create('identity', 'passport');
    const answer = await customer.finish(started);
    expect([answer.status, answer.body.file.status, answer.body.document.status]).toEqual([202, 'checking', 'checking']);
    expect((await customer.complete(started, photo.sha256)).status).toBe(202);
    const { document, file } = started.body;
    expect((await customer.api('GET', `/documents/${document.id}/files/${file.id}/content`)).status).toBe(404);
    const submitted = await customer.submit();
    expect([submitted.status, submitted.body.code]).toEqual([422, 'incomplete']);
    signal(inspectorsOf(backend), 'SIGCONT');
    await expect.poll(statusNow, { timeout: 20_000 }).toBe('uploaded');
    expect((await customer.complete(started, photo.sha256)).status).toBe(200);
    expect((await contentOf(backend, customer, answer)).length).toBeGreaterThan(1000);
  });

  it('shows why a file was refused, erases it, and takes another in its place', async () => {
    const active = asPdf((await activePdfs())[0]?.[1] ?? new Uint8Array(0));
    const started = await customer.create('identity', 'passport', { file: active });
    expect((await customer.finish(started, active)).status).toBe(202);
    await expect.poll(statusNow, { timeout: 20_000 }).toBe('rejected');
    const [document] = (await customer.read()).documents;
    expect(document).toMatchObject({ reason: { code: 'pdf_active_content', final: false }, files: [{ status: 'rejected', reason: { code: 'pdf_active_content' } }] });
    const { id } = started.body.document;
    expect((await customer.api('GET', `/documents/${id}/files/${started.body.file.id}/content`)).status).toBe(404);
    await customer.finish(await customer.addSide(id, 'single', { replaces: started.body.file.id }));
    await expect.poll(statusNow, { timeout: 20_000 }).toBe('uploaded');
    expect((await customer.read()).documents[0]?.files).toHaveLength(1);
  });

  it('is taken up again after a kill', async () => {
    const pids = await stopped();
    expect((await customer.finish(await customer.create('identity', 'passport'))).status).toBe(202);
    await backend.kill();
    signal(pids, 'SIGKILL');
    await backend.restart();
    await expect.poll(statusNow, { timeout: 20_000 }).toBe('uploaded');
  });

  it('ends when a file takes longer than any may', async () => {
    await customer.add('address', 'mobile_bill');
    await expect.poll(statusNow, { timeout: 20_000 }).toBe('uploaded');
    const pids = await stopped();
    await customer.finish(await customer.create('address', 'mobile_bill'));
    await expect.poll(async () => (await customer.read()).documents[1]?.reason?.code, { timeout: 20_000 }).toBe('unreadable_image');
    // The one that had the file.
    await expect.poll(() => inspectorsOf(backend).filter((pid) => pids.includes(pid)).length).toBe(pids.length - 1);
  });
});
