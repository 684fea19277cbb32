import { expect } from '@open-wc/testing';
import * as z from 'zod/mini';
import {
  addFileSchema, createDocumentSchema, createdTicketSchema, parseAnswer, parseVerification, problemError,
  renewedUploadSchema, sessionSchema, startedUploadSchema, submitSchema, uploadTargetSchema,
} from '../../src/contract/index.ts';
import { KycError } from '../../src/model/errors.ts';
import type { Verification } from '../../src/model/verification.ts';
import { scenarios } from '../../src/testing/index.ts';
import { comment, document, file, verification } from '../../src/testing/specimens.ts';
import { hostileAnswers, naughtyStrings } from '../support/fixtures.ts';

const full = verification({
  documents: [document({ id: 'doc_1', categoryId: 'identity', documentTypeId: 'passport' })],
  comments: [comment({ id: 'com_1', body: 'Hello' })],
});

/** What a server sends: plain JSON, changed at one place. */
function wire(change: (snapshot: Record<string, never>) => void = () => undefined): unknown {
  const snapshot = JSON.parse(JSON.stringify(full)) as Record<string, never>;
  change(snapshot);
  return snapshot;
}

function set(path: string, value: unknown): (snapshot: Record<string, never>) => void {
  return (snapshot) => {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const parent = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, snapshot);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  };
}

const parsed = (path: string, value: unknown): Verification => parseVerification(wire(set(path, value))).verification;

function errorOf(act: () => unknown): KycError {
  try {
    act();
  } catch (reason) {
    if (reason instanceof KycError) return reason;
    throw reason;
  }
  throw new Error('expected a KycError');
}

const bare = {
  id: 'ver_1', version: 0, status: 'collecting', customer: { id: 'cus_1', name: '', type: 'individual', status: 'active' },
  categories: [], documents: [], review: { mode: 'manual' },
};

describe('parseVerification', () => {
  it('takes a whole snapshot as it is', () => {
    expect(parseVerification(wire())).to.deep.equal({ verification: full, duplicateIds: [] });
  });

  for (const scenario of scenarios) {
    it(`takes what the scenario ${scenario.name} serves`, () => {
      const served = scenario.create().client.provider.verification;
      expect(parseVerification(JSON.parse(JSON.stringify(served))).verification).to.deep.equal(served);
    });
  }

  it('fills in what a plain server leaves out', () => {
    const { verification: filled } = parseVerification(bare);
    expect(filled).to.deep.include({
      comments: [], requests: [], restrictions: [], consents: [], renewal: null, privacyNotice: null, handoff: 'off',
      support: { email: null, tickets: false, ticketUrl: null },
    });
    expect(filled.review).to.deep.include({ usual: null, submissionId: null, withdrawable: false, reason: null });
    const [category] = parseVerification({
      ...bare,
      categories: [{ id: 'a', title: 'A', kind: 'other', minDocuments: 1, documentTypes: [{ id: 't', title: 'T', sides: ['single'] }] }],
    }).verification.categories;
    expect(category).to.deep.include({
      description: null, maxDocuments: null, satisfied: null, maxSizeBytes: null, accept: [], instructions: [],
      privacy: { stripMetadata: true, allowReencode: true },
    });
    expect(category?.documentTypes[0]).to.deep.include({ exampleUrl: null, instructions: [], fields: [] });
  });

  it('drops fields it does not know', () => {
    expect(parsed('documents.0.previewUrl', 'javascript:globalThis.__xss=1')).to.deep.equal(full);
    expect(parsed('brandNew', { nested: [1] })).to.deep.equal(full);
  });

  const open: [path: string, read: (of: Verification) => unknown][] = [
    ['status', (of) => of.status],
    ['customer.status', (of) => of.customer.status],
    ['customer.type', (of) => of.customer.type],
    ['documents.0.status', (of) => of.documents[0]?.status],
    ['documents.0.files.0.status', (of) => of.documents[0]?.files[0]?.status],
    ['documents.0.files.0.side', (of) => of.documents[0]?.files[0]?.side],
    ['categories.0.kind', (of) => of.categories[0]?.kind],
    ['categories.0.documentTypes.0.sides.0', (of) => of.categories[0]?.documentTypes[0]?.sides[0]],
    ['review.mode', (of) => of.review.mode],
    ['handoff', (of) => of.handoff],
  ];
  for (const [path, read] of open) {
    it(`reads a word it does not know at ${path} as unknown, never as anything better`, () => {
      for (const word of ['superapproved', 'ACCEPTED', '', '__proto__', 'constructor']) {
        expect(read(parsed(path, word)), word).to.equal('unknown');
      }
    });
  }

  const wrong: [path: string, value: unknown][] = [
    ['id', undefined], ['id', ''], ['version', '7'], ['version', -1], ['version', 1.5], ['status', 3], ['status', null],
    ['documents', null], ['documents', { 0: {} }], ['documents.0.files', null], ['documents.0.files.0.sizeBytes', -1],
    ['documents.0.files.0.uploadedAt', 'yesterday'], ['documents.0.fields', { a: 1 }],
    ['categories', undefined], ['categories.0.documentTypes.0.sides', []], ['categories.0.minDocuments', '1'],
    ['comments.0.body', { html: '<b>' }], ['comments.0.author', 'admin'], ['customer', null], ['review', undefined],
    ['support.email', 5],
  ];
  for (const [path, value] of wrong) {
    it(`refuses ${JSON.stringify(value)} at ${path}, naming the place and not the payload`, () => {
      const error = errorOf(() => parsed(path, value));
      expect(error).to.include({ code: 'contract_error', retryable: true });
      expect(error.detail.paths?.[0]).to.match(new RegExp(`^${path.replaceAll('.', '\\.')}`));
      expect(JSON.stringify([error.message, error.detail])).not.to.contain('Specimen');
    });
  }

  it('refuses what is not an object at all', () => {
    for (const value of [null, undefined, '', 'text', 5, [], true]) {
      expect(errorOf(() => parseVerification(value)).detail.paths, String(value)).to.deep.equal(['(root)']);
    }
  });

  it('names at most five places', () => {
    expect(errorOf(() => parseVerification({})).detail.paths).to.have.lengthOf(5);
  });

  it('lets no answer reach a prototype', () => {
    const text = JSON.stringify(wire()).replace(/^\{/, '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},')
      .replace('"fields":{}', '"fields":{"__proto__":"polluted","constructor":"Acme"}');
    const { verification: safe } = parseVerification(JSON.parse(text));
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
    expect(Object.getPrototypeOf(safe)).to.equal(Object.prototype);
    expect(Object.getPrototypeOf(safe.documents[0]?.fields)).to.equal(Object.prototype);
    expect(safe.documents[0]?.fields['constructor']).to.equal('Acme');
  });

  it('keeps one document per id, the one in the worst status, and says which came twice', () => {
    const twice = (first: string, second: string) => {
      const [one] = full.documents;
      return parseVerification(wire(set('documents', [{ ...one, status: first }, { ...one, id: 'doc_2' }, { ...one, status: second }])));
    };
    for (const [first, second] of [['accepted', 'rejected'], ['rejected', 'accepted']] as const) {
      const { verification: kept, duplicateIds } = twice(first, second);
      expect(kept.documents.map(({ id, status }) => [id, status])).to.deep.equal([['doc_1', 'rejected'], ['doc_2', 'uploaded']]);
      expect(duplicateIds).to.deep.equal(['doc_1']);
    }
    expect(twice('accepted', 'superapproved').verification.documents[0]?.status).to.equal('unknown');
  });

  it('carries text as it is, whatever it looks like', async () => {
    const strings = await naughtyStrings();
    expect(strings.length).to.be.greaterThan(40);
    for (const { value } of strings) {
      const { verification: carried } = parseVerification(wire((snapshot) => {
        set('comments.0.body', value)(snapshot);
        set('categories.0.title', value)(snapshot);
        set('documents.0.files.0.fileName', value)(snapshot);
      }));
      expect([carried.comments[0]?.body, carried.categories[0]?.title, carried.documents[0]?.files[0]?.fileName])
        .to.deep.equal([value, value, value]);
    }
  });

  it('turns every broken or hostile answer into a contract error', async () => {
    const bodies = (await hostileAnswers()).filter(({ status, body }) => status === 200 && body.startsWith('{"documents"') && body.endsWith('}'));
    expect(bodies.length).to.be.greaterThan(5);
    for (const { id, body } of bodies) {
      expect(errorOf(() => parseVerification(JSON.parse(body))).code, id).to.equal('contract_error');
    }
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});

describe('the calls', () => {
  const announced = { side: 'front', fileName: 'a.png', mediaType: 'image/png', sizeBytes: 5 };
  const accepts = (schema: z.ZodMiniType, value: unknown) => z.safeParse(schema, value).success;

  it('take a document with a file or as a copy', () => {
    const place = { categoryId: 'identity', documentTypeId: 'passport' };
    expect(accepts(createDocumentSchema, { ...place, file: announced })).to.equal(true);
    expect(accepts(createDocumentSchema, { ...place, copyOf: 'doc_0' })).to.equal(true);
    expect(accepts(createDocumentSchema, place)).to.equal(false);
    expect(accepts(createDocumentSchema, { ...place, file: { ...announced, side: 'left' } })).to.equal(false);
    expect(accepts(createDocumentSchema, { ...place, file: { ...announced, sizeBytes: -1 } })).to.equal(false);
    expect(accepts(addFileSchema, { ...announced, page: 0 })).to.equal(false);
    expect(accepts(addFileSchema, { ...announced, fileName: 'x'.repeat(256) })).to.equal(false);
    expect(accepts(submitSchema, { version: 3, documentIds: ['doc_1'] })).to.equal(true);
    expect(accepts(submitSchema, { version: -1, documentIds: [] })).to.equal(false);
  });

  it('know three ways to send bytes and no other', () => {
    const url = 'https://kyc.example/u/1';
    expect(accepts(uploadTargetSchema, { protocol: 'tus', url })).to.equal(true);
    expect(accepts(uploadTargetSchema, { protocol: 'put', url, headers: { 'x-a': '1' }, expiresAt: null })).to.equal(true);
    expect(accepts(uploadTargetSchema, { protocol: 'form', url, fileField: 'file' })).to.equal(true);
    expect(accepts(uploadTargetSchema, { protocol: 'form', url })).to.equal(false);
    expect(accepts(uploadTargetSchema, { protocol: 'ftp', url })).to.equal(false);
  });

  it('take a renewed target bare or wrapped', () => {
    const upload = { protocol: 'tus', url: 'https://kyc.example/u/1', expiresAt: null };
    expect(parseAnswer(renewedUploadSchema, upload)).to.deep.equal(upload);
    expect(parseAnswer(renewedUploadSchema, { upload })).to.deep.equal(upload);
  });

  it('parse what a started upload and a ticket answer', () => {
    const started = { document: full.documents[0], file: file({ id: 'fil_1', status: 'uploading' }), upload: { protocol: 'tus', url: 'u' } };
    expect(parseAnswer(startedUploadSchema, started).upload).to.deep.equal({ protocol: 'tus', url: 'u', expiresAt: null });
    expect(errorOf(() => parseAnswer(startedUploadSchema, { ...started, file: undefined })).detail.paths).to.deep.equal(['file']);
    expect(parseAnswer(createdTicketSchema, { ticketId: 't' })).to.deep.equal({ ticketId: 't' });
  });

  it('take a session only with a token', () => {
    expect(accepts(sessionSchema, { token: 't', expiresInSeconds: 900 })).to.equal(true);
    expect(accepts(sessionSchema, { token: '' })).to.equal(false);
    expect(accepts(sessionSchema, { token: 't', expiresInSeconds: 0 })).to.equal(false);
    expect(accepts(sessionSchema, 'token')).to.equal(false);
  });
});

describe('problemError', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => problemError({
    status, body: typeof body === 'string' ? body : JSON.stringify(body), header: (name) => headers[name] ?? null,
  }, now);

  it('takes code, limit and actual value from the problem, and nothing else of it', () => {
    const error = answer(422, { code: 'too_large', limit: 10, actual: 14, title: 'secret', detail: '/etc/passwd' });
    expect(error).to.include({ code: 'too_large', retryable: false });
    expect(error.detail).to.include({ status: 422, limit: 10, actual: 14 });
    expect(JSON.stringify(error.detail)).not.to.match(/secret|passwd/);
  });

  it('falls back to the status where there is no problem', () => {
    expect(answer(502, '<html>Bad Gateway</html>')).to.include({ code: 'server_error', retryable: true });
    expect(answer(401, '{}')).to.include({ code: 'unauthorized', retryable: false });
    expect(answer(413, { error: 'limit 5 MB' })).to.include({ code: 'too_large', retryable: false });
    expect(answer(404, '').code).to.equal('not_found');
    expect(answer(302, '').code).to.equal('unexpected_redirect');
    expect(answer(418, '').code).to.equal('server_error');
  });

  it('waits as long as it was asked to, by the clock of the server', () => {
    expect(answer(429, '', { 'Retry-After': '3' }).detail.retryAfterMs).to.equal(3000);
    const skewed = { 'Retry-After': 'Sun, 22 Nov 2026 09:00:04 GMT', Date: 'Sun, 22 Nov 2026 09:00:00 GMT' };
    expect(answer(503, '', skewed).detail.retryAfterMs).to.equal(4000);
    expect(answer(503, '', { 'Retry-After': 'Sun, 22 Nov 2026 10:00:02 GMT' }).detail.retryAfterMs).to.equal(2000);
    expect(answer(503, '', { 'Retry-After': 'soon' }).detail.retryAfterMs).to.equal(undefined);
    expect(answer(503, '', { 'Retry-After': 'Sun, 22 Nov 2020 10:00:02 GMT' }).detail.retryAfterMs).to.equal(0);
  });
});
