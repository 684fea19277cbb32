/** What a customer is asked to do, one line each: by category, in the order of the page. Never a file's name. */
import type { Category } from '../../../src/model/verification.ts';
import type { CaseDocument, CaseDraft, CaseFile } from '../domain/case.ts';
import { presentCategory } from '../domain/present.ts';
import { mailCatalogues } from '../texts/mail-texts.ts';
import { reasonAdvice } from '../texts/reasons.ts';

/** Every rejected document, or only its rejected sides, with the reason and the reviewer's own words; every open request. */
export function whatToFix(draft: CaseDraft): string[] {
  const { documents, requests } = draft.state;
  return categoriesOf(draft).flatMap((category) => [
    ...documents.filter(({ categoryId, status }) => categoryId === category.id && status === 'rejected')
      .flatMap((document) => rejected(draft, category, document)),
    ...requests.filter(({ categoryId, fulfilledBy }) => categoryId === category.id && fulfilledBy === null)
      .map(({ documentTypeId, message }) => withMessage(`${placeOf(category, documentTypeId)}:`, message)),
  ]);
}

/** The categories of the renewal; without one, those whose documents ran out. */
export function whatToRenew(draft: CaseDraft): string[] {
  const { renewal, documents } = draft.state;
  const ranOut = documents.filter(({ status }) => status === 'expired').map(({ categoryId }) => categoryId);
  const ids = renewal?.categoryIds ?? ranOut;
  return categoriesOf(draft).filter(({ id }) => ids.includes(id)).map((category) => placeOf(category, null));
}

function categoriesOf({ state, customer }: CaseDraft): Category[] {
  return state.categories.map((category) => presentCategory(category, customer.locale));
}

function rejected({ customer: { locale } }: CaseDraft, category: Category, document: CaseDocument): string[] {
  const place = placeOf(category, document.documentTypeId);
  const line = (where: string, reason: CaseDocument['reason']): string => withMessage(`${where}: ${reasonAdvice(reason?.code, locale)}`, reason?.message);
  const files = document.files.filter(({ status }) => status === 'rejected');
  const isWhole = files.length === document.files.length && files.every(({ reason }) => isSame(reason, document.reason));
  if (isWhole) return [line(place, document.reason)];
  return files.map((file) => line(`${place}, ${sideOf(file, locale)}`, file.reason));
}

function sideOf({ side, page }: CaseFile, locale: CaseDraft['customer']['locale']): string {
  const catalogue = mailCatalogues[locale];
  return side === 'front' || side === 'back' ? catalogue.sides[side] : catalogue.page(page ?? 1);
}

function isSame(one: CaseDocument['reason'], other: CaseDocument['reason']): boolean {
  return one?.code === other?.code && one?.message === other?.message;
}

/** With the person it is about: several may be asked for the same. */
function placeOf({ id, title, subject, documentTypes }: Category, documentTypeId: string | null): string {
  const category = subject && id.endsWith(`:${subject.id}`) ? `${title} (${subject.label})` : title;
  if (documentTypeId === null) return category;
  return `${category}, ${documentTypes.find((type) => type.id === documentTypeId)?.title ?? documentTypeId}`;
}

function withMessage(sentence: string, message: string | null | undefined): string {
  return message ? `${sentence} ${message}` : sentence;
}
