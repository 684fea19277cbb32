/** Small parts of HTTP that reading and changing share. */
import { KycError } from '../model/errors.ts';
import type { FileRef } from './kyc-client.ts';

/** The answer's JSON. Rejects with `contract_error` when it is none. */
export async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (reason) {
    if (reason instanceof SyntaxError) throw new KycError('contract_error', { retryable: true, detail: { paths: ['(not JSON)'] } });
    throw KycError.from(reason);
  }
}

export function filePath({ documentId, fileId }: FileRef): string {
  return `documents/${segment(documentId)}/files/${segment(fileId)}`;
}

export function segment(id: string): string {
  return encodeURIComponent(id);
}
