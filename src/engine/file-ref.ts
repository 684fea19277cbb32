import type { FileRef } from '../client/kyc-client.ts';
import { KycError } from '../model/errors.ts';
import { findFile } from '../model/selectors.ts';
import type { Verification } from '../model/verification.ts';

/** How the server calls a stored file. @throws KycError `not_found` */
export function fileRef(verification: Verification | undefined, fileId: string): FileRef {
  const found = findFile(verification, fileId);
  if (!found) throw new KycError('not_found');
  return { documentId: found.document.id, fileId };
}
