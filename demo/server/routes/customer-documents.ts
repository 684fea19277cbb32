/** Documents and their files: adding, changing, taking back, looking at. */
import type { Hono } from 'hono';
import {
  addFileSchema, completeUploadSchema, createDocumentSchema, updateDocumentSchema,
} from '../../../src/contract/index.ts';
import type { UploadTarget } from '../../../src/model/verification.ts';
import { grantAccess, useOnce } from '../accesses.ts';
import { caseNow, readCase } from '../cases.ts';
import type { CaseFile } from '../domain/case.ts';
import { copyDocument, type CopyRequest } from '../domain/copies.ts';
import {
  addDocument, addFile, removeDocument, removeFile, renewUpload, updateDocument, type Added,
} from '../domain/documents.ts';
import { presentDocument, presentFile } from '../domain/present.ts';
import { readBody } from '../http/body.ts';
import { answerFile, requireStoredFile } from '../http/document-answer.ts';
import type { CustomerContext, CustomerEnv } from '../http/environment.ts';
import { requireSpace } from '../http/free-space.ts';
import { Problem, notFound } from '../problem.ts';
import { spend } from '../quotas.ts';
import type { Services } from '../services.ts';
import { completeUpload } from '../uploads/complete.ts';
import { absoluteUrl, CustomerCase, type AnswerMaker } from './customer-context.ts';

export function documentRoutes(app: Hono<CustomerEnv>, services: Services): void {
  app.post('/documents', async (c) => {
    const body = await readBody(c, createDocumentSchema);
    const own = new CustomerCase(c, services);
    const { status, body: answer } = 'copyOf' in body
      ? await copyOnce(own, body, services)
      : await own.changeOnce(body, (draft) => addDocument(draft, body), announced(c, services));
    const { document } = answer as { document: { id: string } };
    c.header('Location', absoluteUrl(c, services, `${c.req.path}/${document.id}`));
    return c.json(answer as object, status);
  });

  app.post('/documents/:id/files', async (c) => {
    const body = await readBody(c, addFileSchema);
    const own = new CustomerCase(c, services);
    const { status, body: answer } = await own.changeOnce(body, (draft) => addFile(draft, c.req.param('id'), body), announced(c, services));
    return c.json(answer as object, status);
  });

  app.patch('/documents/:id', async (c) => {
    const body = await readBody(c, updateDocumentSchema);
    const document = await new CustomerCase(c, services).change((draft) => updateDocument(draft, c.req.param('id'), body));
    return c.json(presentDocument(document));
  });

  app.delete('/documents/:id', async (c) => {
    await new CustomerCase(c, services).change((draft) => removeDocument(draft, c.req.param('id')));
    return c.body(null, 204);
  });

  app.delete('/documents/:id/files/:fileId', async (c) => {
    await new CustomerCase(c, services).change((draft) => removeFile(draft, c.req.param('id'), c.req.param('fileId')));
    return c.body(null, 204);
  });
}

export function transferRoutes(app: Hono<CustomerEnv>, services: Services): void {
  app.post('/documents/:id/files/:fileId/upload', async (c) => {
    const { id, fileId } = c.req.param();
    const { body } = await new CustomerCase(c, services).changeOnce(null, (draft) => renewUpload(draft, id, fileId), async (file, _saved, transaction) => {
      await spend(transaction, services.settings, { customerId: c.get('customerId'), now: services.now(), files: 0, bytes: file.sizeBytes });
      return { status: 200, body: await uploadTarget(c, services, file) };
    });
    return c.json(body as object);
  });

  app.post('/documents/:id/files/:fileId/complete', async (c) => {
    const { sha256 } = await readBody(c, completeUploadSchema);
    const { id: documentId, fileId } = c.req.param();
    const { document, file } = await completeUpload(new CustomerCase(c, services), services, { documentId, fileId, sha256 });
    return c.json({ document: presentDocument(document), file: presentFile(file) }, file.status === 'checking' ? 202 : 200);
  });
}

export function contentRoutes(app: Hono<CustomerEnv>, services: Services): void {
  const fileOf = async (c: CustomerContext): Promise<CaseFile> =>
    requireStoredFile(await new CustomerCase(c, services).read(), c.req.param('id') ?? '', c.req.param('fileId') ?? '').file;

  app.get('/documents/:id/files/:fileId/content', async (c) => answerFile(c, services.store, { file: await fileOf(c) }));

  app.get('/documents/:id/files/:fileId/thumbnail', async (c) => answerFile(c, services.store, { file: await fileOf(c), as: 'thumbnail' }));

  app.post('/documents/:id/files/:fileId/view', async (c) => {
    const file = await fileOf(c);
    const target = { documentId: c.req.param('id'), fileId: file.id };
    const { database, now } = services;
    const grant = await grantAccess(database, { kind: 'view', customerId: c.get('customerId'), target, now: now() });
    const path = c.req.path.replace(/\/documents\/.*$/, `/views/${grant.secret}`);
    return c.json({ url: absoluteUrl(c, services, path), expiresAt: grant.expiresAt.toISOString() });
  });
}

/** What a link of `…/view` leads to: no token, one use. */
export function viewRoutes(app: Hono, services: Services): void {
  app.get('/views/:secret', async (c) => {
    const { database, store, now } = services;
    // A link checker asks with HEAD; it must not use up what the customer is about to open.
    if (c.req.method !== 'GET') throw new Problem(405, 'method_not_allowed');
    const grant = await useOnce(database, { kind: 'view', secret: c.req.param('secret'), now: now() });
    if (!grant) throw notFound();
    const draft = await readCase(database, caseNow(services, { customerId: grant.customerId }));
    const { documentId = '', fileId = '' } = grant.target;
    return answerFile(c, store, { file: requireStoredFile(draft, documentId, fileId).file, as: 'rendition', isShown: true });
  });
}

/** The answer to an announcement that fits: into the disk and into the customer's day. */
function announced(c: CustomerContext, services: Services): AnswerMaker<Added> {
  return async ({ document, file }, _saved, transaction) => {
    const { settings, now } = services;
    await requireSpace(services);
    await spend(transaction, settings, { customerId: c.get('customerId'), now: now(), files: 1, bytes: file.sizeBytes });
    const upload = await uploadTarget(c, services, file);
    return { status: 201, body: { document: presentDocument(document), file: presentFile(file), upload } };
  };
}

function uploadTarget(c: CustomerContext, services: Services, file: CaseFile): UploadTarget | Promise<UploadTarget> {
  const path = c.req.path.replace(/\/documents(\/.*)?$/, `/uploads/${file.uploadId}`);
  return services.uploads.target(file, absoluteUrl(c, services, path));
}

function copyOnce(own: CustomerCase, body: CopyRequest, { store }: Services) {
  return own.changeOnce(body, (draft) => copyDocument(draft, body, () => store.newKey()), async ({ document, copies }) => {
    for (const { from, to } of copies) await store.copy(from, to);
    return { status: 201, body: { document: presentDocument(document) } };
  });
}
