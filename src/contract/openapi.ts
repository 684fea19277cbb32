/**
 * The wire as an OpenAPI 3.1 document, built from the schemas and the table of calls. Nothing that runs in a browser
 * imports it; `npm run openapi` writes its result to `openapi.json`.
 */
import * as z from 'zod/mini';
import { calls, type Answer, type Call } from './openapi-calls.ts';
import * as wire from './index.ts';

type Json = Record<string, unknown>;

const named: Readonly<Record<string, z.ZodMiniType>> = {
  Verification: wire.verificationSchema,
  Customer: wire.customerSchema,
  Category: wire.categorySchema,
  DocumentType: wire.documentTypeSchema,
  Document: wire.documentSchema,
  File: wire.fileSchema,
  Reason: wire.reasonSchema,
  Request: wire.requestSchema,
  Comment: wire.commentSchema,
  Review: wire.reviewSchema,
  Renewal: wire.renewalSchema,
  Consent: wire.consentSchema,
  NewFile: wire.newFileSchema,
  CreateDocument: wire.createDocumentSchema,
  AddFile: wire.addFileSchema,
  UploadTarget: wire.uploadTargetSchema,
  StartedUpload: wire.startedUploadSchema,
  CreatedDocument: wire.createdDocumentSchema,
  RenewedUpload: wire.renewedUploadSchema,
  CompleteUpload: wire.completeUploadSchema,
  CompletedUpload: wire.completedUploadSchema,
  UpdateDocument: wire.updateDocumentSchema,
  Submit: wire.submitSchema,
  Submitted: wire.submittedSchema,
  View: wire.viewSchema,
  CreateTicket: wire.createTicketSchema,
  CreatedTicket: wire.createdTicketSchema,
  CreatedHandoff: wire.createdHandoffSchema,
  Problem: wire.problemSchema,
};

/** What every call may answer besides its own problems. */
const common: Readonly<Record<number, readonly string[]>> = {
  400: ['invalid_request'], 401: ['unauthorized'], 404: ['not_found'], 429: ['rate_limited'],
};

const ref = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });

/** The whole document as plain JSON. */
export function openApiDocument(version: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'KYC verification: the contract between the widget and a backend',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description: 'Unknown fields are ignored and unknown enum values shown neutrally, so a backend may add both. '
        + 'Texts are plain text in the customer\'s language. Answers are `Cache-Control: no-store` and vary on '
        + '`Accept-Language`. The bytes of a file go where `upload` says: `tus` (tus 1.0), `put` (one presigned PUT) '
        + 'or `form` (one multipart POST).',
    },
    servers: [{ url: '{endpoint}', variables: { endpoint: { default: '/kyc/v1', description: 'The attribute `endpoint`.' } } }],
    security: [{ bearer: [] }, {}],
    paths: paths(),
    components: { schemas: schemas(), parameters, headers, securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  };
}

function schemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const generated = z.toJSONSchema(registry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
    // Tools know the format; the pattern is how it is checked.
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern === wire.instantPattern.source) {
        delete jsonSchema.pattern;
        jsonSchema.format = 'date-time';
      }
    },
  });
  const entries = Object.entries(generated.schemas).map(([id, { $id: _id, $schema: _schema, ...rest }]) => [id, rest]);
  return Object.fromEntries(entries) as Json;
}

function paths(): Json {
  const result: Record<string, Json> = {};
  for (const call of calls) {
    const item = (result[call.path] ??= pathItem(call.path));
    item[call.method] = operation(call);
  }
  return result;
}

function pathItem(path: string): Json {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  if (names.length === 0) return {};
  return { parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })) };
}

function operation(call: Call): Json {
  const json = (schema: string): Json => ({ 'application/json': { schema: ref('schemas', schema) } });
  return {
    operationId: call.operationId,
    summary: call.summary,
    parameters: ['KycContract', 'AcceptLanguage', ...(call.headers ?? [])].map((name) => ref('parameters', name)),
    ...(call.body && { requestBody: { required: true, content: json(call.body) } }),
    responses: { ...answers(call), ...problems(call) },
  };
}

function answers(call: Call): Json {
  return Object.fromEntries(Object.entries(call.answers).map(([status, answer]) => [status, response(answer)]));
}

function response(answer: Answer): Json {
  const mediaType = answer.mediaType ?? 'application/json';
  const named = answer.headers?.map((name) => [headerNames[name], ref('headers', name)] as const);
  return {
    description: answer.description,
    ...(named && { headers: Object.fromEntries(named) }),
    ...(answer.schema && { content: { [mediaType]: { schema: ref('schemas', answer.schema) } } }),
    ...(answer.mediaType && { content: { [mediaType]: {} } }),
  };
}

function problems(call: Call): Json {
  const merged = { ...common, ...call.problems };
  return Object.fromEntries(Object.entries(merged).map(([status, codes]) => [status, problem(codes)]));
}

function problem(codes: readonly string[]): Json {
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: { 'Retry-After': ref('headers', 'RetryAfter') },
    content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
  };
}

const text = { type: 'string' } as const;
const header = (name: string, description: string, required = false): Json => ({
  name, in: 'header', required, description, schema: text,
});

const parameters: Json = {
  KycContract: { ...header('KYC-Contract', 'The contract\'s version; always 1.', true), schema: { const: '1' } },
  AcceptLanguage: header('Accept-Language', 'The language texts should come in.', true),
  IfNoneMatch: header('If-None-Match', 'The ETag of the snapshot at hand.'),
  IdempotencyKey: header('Idempotency-Key', 'Bound to customer, route and body for 24 h; a repeat gives the first answer.', true),
  LastEventId: header('Last-Event-ID', 'The last event seen before the connection was lost.'),
};

const headerNames = {
  ETag: 'ETag',
  ContentDisposition: 'Content-Disposition',
  ContentSecurityPolicy: 'Content-Security-Policy',
  NoSniff: 'X-Content-Type-Options',
} as const;

const headers: Json = {
  ETag: { description: 'Opaque; changes with every change of the snapshot.', schema: text },
  RetryAfter: { description: 'Seconds, or an HTTP date; with 429 and 503.', schema: text },
  ContentDisposition: { description: '`attachment`', schema: text },
  ContentSecurityPolicy: { description: '`sandbox`', schema: text },
  NoSniff: { description: '`nosniff`', schema: text },
};
