/** The category a request for another document is about: one of the case, or one made for it. */
import type * as z from 'zod/mini';
import type { CaseDraft } from '../domain/case.ts';
import { categoryFaults, type CaseCategory } from '../domain/configuration.ts';
import { addOwnCategory } from '../domain/conversation.ts';
import { newId } from '../identifiers.ts';
import { invalidRequest } from '../problem.ts';
import type { OwnCategory, requestSchema } from './admin-bodies.ts';

/** Its id; a category given in full becomes part of the case first. */
export function categoryOfRequest(draft: CaseDraft, body: z.output<typeof requestSchema>): string {
  if ('categoryId' in body) return body.categoryId;
  if (typeof body.category === 'string') return body.category;
  return addOwnCategory(draft, completed(body.category)).id;
}

function completed(given: OwnCategory): CaseCategory {
  const { title } = given;
  const anyDocument = { id: 'document', title, sides: ['single' as const], exampleUrl: null, instructions: [], fields: [] };
  const category: CaseCategory = {
    id: given.id ?? newId('cat'),
    title,
    description: given.description ?? null,
    kind: given.kind ?? 'other',
    minDocuments: given.minDocuments ?? 1,
    maxDocuments: given.maxDocuments ?? 5,
    satisfied: null,
    dueAt: given.dueAt ?? null,
    subject: given.subject ?? null,
    instructions: given.instructions ?? [],
    accept: given.accept?.length ? given.accept : ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
    maxSizeBytes: given.maxSizeBytes ?? 10_485_760,
    privacy: given.privacy ?? { stripMetadata: true, allowReencode: true },
    documentTypes: given.documentTypes ?? [anyDocument],
  };
  const faults = categoryFaults(category);
  if (faults.length > 0) throw invalidRequest(faults.map((path) => `category.${path}`));
  return category;
}
