/** A category, or one of its documents, told from the same of another person of an organisation. */
import type { Category } from '../model/verification.ts';

export function categoryName({ title, subject }: Category, documentName = title): string {
  return subject ? `${documentName} · ${subject.label}` : documentName;
}
