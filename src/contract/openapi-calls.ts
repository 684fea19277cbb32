/**
 * The table of calls under `endpoint`: what `openapi.json` is generated from. For tools and backends; nothing that runs
 * in a browser imports it.
 */

/** A schema's name in the document's components. */
export type SchemaName =
  | 'Verification' | 'Document' | 'CreateDocument' | 'AddFile' | 'StartedUpload' | 'CreatedDocument' | 'RenewedUpload' | 'CompleteUpload'
  | 'CompletedUpload' | 'UpdateDocument' | 'Submit' | 'Submitted' | 'View' | 'CreateTicket' | 'CreatedTicket'
  | 'CreatedHandoff';

export interface Answer {
  readonly description: string;
  readonly schema?: SchemaName;
  /** Media type of an answer that is no JSON. */
  readonly mediaType?: string;
  readonly headers?: readonly ('ETag' | 'ContentDisposition' | 'ContentSecurityPolicy' | 'NoSniff')[];
}

export interface Call {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly headers?: readonly ('IfNoneMatch' | 'IdempotencyKey' | 'LastEventId')[];
  readonly body?: SchemaName;
  readonly answers: Readonly<Record<number, Answer>>;
  /** Problem codes by HTTP status, besides those every call may answer. */
  readonly problems: Readonly<Record<number, readonly string[]>>;
}

const document = '/documents/{documentId}';
const file = `${document}/files/{fileId}`;
const closed = { 403: ['customer_locked'], 409: ['not_open', 'not_asked_for'] } as const;
const bytes: Answer = {
  description: 'The bytes, never to be shown by the browser itself.',
  mediaType: 'application/octet-stream',
  headers: ['ContentDisposition', 'ContentSecurityPolicy', 'NoSniff'],
};

/** Why a file is not taken after its bytes were looked at. */
const intakeCodes = [
  'animated', 'blurry', 'cropped', 'duplicate', 'empty_file', 'file_changed', 'glare', 'low_resolution', 'not_a_file',
  'pdf_active_content', 'pdf_corrupt', 'pdf_encrypted', 'pdf_no_pages', 'pdf_too_many_pages', 'tilted', 'too_bright',
  'too_dark', 'too_few_pixels', 'too_large', 'too_many_files', 'too_many_pixels', 'truncated', 'type_mismatch',
  'type_not_allowed', 'unreadable_image',
];

export const calls: readonly Call[] = [
  {
    method: 'get', path: '/verification', operationId: 'getVerification',
    summary: 'The customer\'s verification as it is now.',
    headers: ['IfNoneMatch'],
    answers: {
      200: { description: 'The snapshot.', schema: 'Verification', headers: ['ETag'] },
      304: { description: 'Nothing changed since the answer with this ETag.', headers: ['ETag'] },
    },
    problems: {},
  },
  {
    method: 'post', path: '/documents', operationId: 'createDocument',
    summary: 'Announces a document with its first file, or copies a document of another category.',
    headers: ['IdempotencyKey'], body: 'CreateDocument',
    answers: { 201: { description: 'The document, its file and where the bytes go; of a copy the document alone.', schema: 'CreatedDocument' } },
    problems: {
      ...closed,
      409: ['not_open', 'not_asked_for', 'version_conflict'],
      422: ['type_not_allowed', 'too_large', 'too_many_documents', 'invalid_request', 'idempotency_mismatch'],
      507: ['storage_full'],
    },
  },
  {
    method: 'patch', path: document, operationId: 'updateDocument',
    summary: 'Changes a document\'s type, its fields, or the order of its pages; before review.',
    body: 'UpdateDocument',
    answers: { 200: { description: 'The document as it is now.', schema: 'Document' } },
    problems: { ...closed, 422: ['invalid_request', 'too_many_files'] },
  },
  {
    method: 'delete', path: document, operationId: 'deleteDocument',
    summary: 'Removes a document; before review or when rejected.',
    answers: { 204: { description: 'Removed.' } },
    problems: closed,
  },
  {
    method: 'post', path: `${document}/files`, operationId: 'addFile',
    summary: 'Announces another side or page, or one that replaces another.',
    headers: ['IdempotencyKey'], body: 'AddFile',
    answers: { 201: { description: 'The document, the file and where its bytes go.', schema: 'StartedUpload' } },
    problems: {
      ...closed,
      422: ['type_not_allowed', 'too_large', 'too_many_files', 'idempotency_mismatch'],
      507: ['storage_full'],
    },
  },
  {
    method: 'delete', path: file, operationId: 'deleteFile',
    summary: 'Removes one file; before review or when rejected.',
    answers: { 204: { description: 'Removed.' } },
    problems: closed,
  },
  {
    method: 'post', path: `${file}/upload`, operationId: 'renewUpload',
    summary: 'A fresh place for the bytes when the old one expired.',
    answers: { 200: { description: 'Where the bytes go now.', schema: 'RenewedUpload' } },
    problems: closed,
  },
  {
    method: 'post', path: `${file}/complete`, operationId: 'completeUpload',
    summary: 'Says that all bytes were sent, with their hash; may be repeated.',
    body: 'CompleteUpload',
    answers: {
      200: { description: 'Stored and checked.', schema: 'CompletedUpload' },
      202: { description: 'Stored, status `checking`; the verdict comes as an update.', schema: 'CompletedUpload' },
    },
    problems: { 409: ['upload_incomplete'], 422: ['hash_mismatch', ...intakeCodes] },
  },
  {
    method: 'get', path: `${file}/content`, operationId: 'getFileContent',
    summary: 'The bytes of one file.',
    answers: { 200: bytes },
    problems: {},
  },
  {
    method: 'get', path: `${file}/thumbnail`, operationId: 'getFileThumbnail',
    summary: 'A small picture of one file.',
    answers: { 200: bytes },
    problems: {},
  },
  {
    method: 'post', path: `${file}/view`, operationId: 'createView',
    summary: 'A link to one file for a new tab: single use, 60 seconds.',
    answers: { 201: { description: 'The link.', schema: 'View' }, 200: { description: 'The link.', schema: 'View' } },
    problems: {},
  },
  {
    method: 'post', path: '/submissions', operationId: 'submit',
    summary: 'Sends what was added to review.',
    headers: ['IdempotencyKey'], body: 'Submit',
    answers: { 201: { description: 'Submitted; the verification as it is now.', schema: 'Submitted' } },
    problems: {
      403: ['customer_locked'],
      409: ['version_conflict', 'not_open'],
      422: ['incomplete', 'consent_missing', 'idempotency_mismatch'],
    },
  },
  {
    method: 'delete', path: '/submissions/{submissionId}', operationId: 'withdrawSubmission',
    summary: 'Takes a submission back while `review.withdrawable`.',
    answers: { 200: { description: 'The verification as it is now.', schema: 'Verification' } },
    problems: { 409: ['not_open'] },
  },
  {
    method: 'post', path: '/comments/{commentId}/read', operationId: 'markCommentRead',
    summary: 'Marks a comment as read.',
    answers: { 204: { description: 'Marked.' } },
    problems: {},
  },
  {
    method: 'post', path: '/tickets', operationId: 'createTicket',
    summary: 'Asks the provider\'s support for help.',
    headers: ['IdempotencyKey'], body: 'CreateTicket',
    answers: { 201: { description: 'The ticket.', schema: 'CreatedTicket' } },
    problems: { 422: ['idempotency_mismatch'] },
  },
  {
    method: 'post', path: '/handoffs', operationId: 'createHandoff',
    summary: 'A link and code by which a phone takes over.',
    answers: { 201: { description: 'The hand-off.', schema: 'CreatedHandoff' } },
    problems: {},
  },
  {
    method: 'delete', path: '/handoffs/{handoffId}', operationId: 'deleteHandoff',
    summary: 'Ends a hand-off.',
    answers: { 204: { description: 'Ended.' } },
    problems: {},
  },
  {
    method: 'get', path: '/events', operationId: 'streamEvents',
    summary: 'Changes as server-sent events: event `verification`, data `{"version": n}`, a heartbeat every 15 s. '
      + 'A server without it answers 404 or 405, and the widget polls.',
    headers: ['LastEventId'],
    answers: { 200: { description: 'The stream.', mediaType: 'text/event-stream' } },
    problems: { 405: ['not_found'] },
  },
];
