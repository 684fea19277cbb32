/** One document for two categories: a driving licence proves identity and address without being sent twice. */
import { newId } from '../identifiers.ts';
import { Problem, invalidRequest } from '../problem.ts';
import { requireAsked, requireCategory, requireDocument } from './access.ts';
import type { CaseDocument, CaseDraft, CaseFile } from './case.ts';
import { emptyDocument, keepDocument, requireRoom, requireType } from './documents.ts';
import { isCounted, isStored } from './completeness.ts';
import { contentProblem } from './limits.ts';
import { settle } from './settling.ts';

export interface CopyRequest {
  readonly categoryId: string;
  readonly documentTypeId: string;
  readonly copyOf: string;
}

/** Bytes to copy, by key. */
export interface ByteCopy {
  readonly from: string;
  readonly to: string;
}

/** `POST /documents {copyOf}`: the new document, and the bytes that have to be copied before it is answered. */
export function copyDocument(draft: CaseDraft, input: CopyRequest, newKey: () => string): { document: CaseDocument; copies: ByteCopy[] } {
  const category = requireCategory(draft, input.categoryId);
  const type = requireType(category, input.documentTypeId);
  requireAsked(draft, category);
  requireRoom(draft, category, null);
  const source = requireDocument(draft, input.copyOf);
  const document = emptyDocument(draft, category, type);
  const isErased = source.files.some((file) => isStored(file) && file.received === null);
  if (isErased || !isCounted(source) || source.sides.join() !== document.sides.join()) throw invalidRequest(['copyOf']);
  if (type.id === source.documentTypeId) document.fields = { ...source.fields };
  const copies: ByteCopy[] = [];
  document.files = source.files.filter(isStored).map((file) => {
    const problem = contentProblem(category, file);
    if (problem) throw new Problem(problem.status, problem.code, { ...problem.facts, documentId: source.id });
    return copiedFile(file, newKey, copies);
  });
  keepDocument(draft, document);
  settle(draft, document);
  return { document, copies };
}

function copiedFile(file: CaseFile, newKey: () => string, copies: ByteCopy[]): CaseFile {
  const copied = (from: string): string => {
    const to = newKey();
    copies.push({ from, to });
    return to;
  };
  const { received: sent } = file;
  const received = sent && {
    ...sent,
    storageKey: copied(sent.storageKey),
    thumbnailKey: sent.thumbnailKey ? copied(sent.thumbnailKey) : null,
    renditionKey: sent.renditionKey ? copied(sent.renditionKey) : null,
  };
  return { ...file, id: newId('fil'), uploadId: newId('upl'), status: 'uploaded', reason: null, swaps: null, received };
}
