/** What @tus/server refuses, as the contract's problems: it answers with a status and a line of text. */
import { ERRORS } from '@tus/server';
import { Problem, invalidRequest } from '../problem.ts';
import type { AnnouncedUpload } from './upload-protocol.ts';

/** What was thrown by us or by the file system stays what it is. */
export function tusProblem(reason: unknown, { sizeBytes }: AnnouncedUpload): unknown {
  // The connection ended before the body did; hardly anyone is left to hear it.
  if (reason === ERRORS.ABORTED) return new Problem(400, 'upload_incomplete', { retryable: true });
  switch (statusOf(reason)) {
    case null: return reason;
    case 404: case 410: return new Problem(404, 'not_found');
    case 409: return new Problem(409, 'offset_conflict', { retryable: true });
    case 412: return new Problem(412, 'invalid_request', { paths: ['Tus-Resumable'] });
    case 413: return new Problem(413, 'too_large', { limit: sizeBytes });
    default: return invalidRequest(['headers']);
  }
}

function statusOf(reason: unknown): number | null {
  const isTold = typeof reason === 'object' && reason !== null && 'status_code' in reason;
  return isTold && typeof reason.status_code === 'number' ? reason.status_code : null;
}
