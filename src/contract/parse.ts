/** Parsing of answers: what does not fit the contract becomes a `KycError` that names places, never the payload. */
import * as z from 'zod/mini';
import { KycError } from '../model/errors.ts';
import type { Verification, VerificationDocument } from '../model/verification.ts';
import { verificationSchema } from './verification.ts';

const worstFirst = ['rejected', 'expired', 'unknown', 'uploading', 'checking', 'uploaded', 'pending', 'accepted', 'replaced'];

/**
 * The value as the schema states it.
 * @throws KycError `contract_error` (retryable) with `detail.paths`: at most five places where it left the contract.
 */
export function parseAnswer<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const paths = result.error.issues.slice(0, 5).map((issue) => issue.path.join('.') || '(root)');
  throw new KycError('contract_error', { retryable: true, detail: { paths } });
}

/** The snapshot, and the ids the server sent twice: of those the one in the worst status stands. */
export function parseVerification(value: unknown): { verification: Verification; duplicateIds: string[] } {
  const parsed: Verification = parseAnswer(verificationSchema, value);
  const byId = new Map<string, VerificationDocument>();
  const duplicateIds: string[] = [];
  for (const document of parsed.documents) {
    const known = byId.get(document.id);
    if (known) duplicateIds.push(document.id);
    if (!known || severity(document) < severity(known)) byId.set(document.id, document);
  }
  if (duplicateIds.length === 0) return { verification: parsed, duplicateIds };
  return { verification: { ...parsed, documents: [...byId.values()] }, duplicateIds };
}

function severity(document: VerificationDocument): number {
  return worstFirst.indexOf(document.status);
}
