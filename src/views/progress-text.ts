/** How far a category is, in one word. */
import type { CategoryProgress } from '../model/blockers.ts';
import { documentsIn, documentTypeOf, missingSides, needsFix } from '../model/selectors.ts';
import type { Category, VerificationDocument } from '../model/verification.ts';
import type { CardContext } from './context.ts';

/** The badge's word; a document of which one side is there says which, one refused for good is not asked for. */
export function progressText({ verification, category, texts }: Pick<CardContext, 'verification' | 'category' | 'texts'>, progress: CategoryProgress): string {
  const documents = documentsIn(verification, category.id);
  if (progress === 'needs_fix') {
    const isFinal = documents.filter(needsFix).every(({ reason }) => reason?.final);
    if (isFinal) return texts.document_status_final;
  }
  const partly = progress === 'partly_added' ? partlyAdded(documents, category) : undefined;
  return partly ? texts.side_added[partly] : texts.progress[progress];
}

function partlyAdded(documents: readonly VerificationDocument[], category: Category): 'front' | 'back' | undefined {
  const document = documents.find(({ status }) => status === 'uploading');
  if (!document) return undefined;
  const missing = missingSides(documentTypeOf(category, document.documentTypeId), document);
  if (missing.length !== 1) return undefined;
  return missing[0] === 'back' ? 'front' : missing[0] === 'front' ? 'back' : undefined;
}
