/** A document given elsewhere that would do here as well: one press instead of the same photos again. */
import { html, nothing, type TemplateResult } from 'lit';
import { isTypeAllowed } from '../model/limits.ts';
import { documentsIn, documentTypeOf } from '../model/selectors.ts';
import type { Category, DocumentType, VerificationDocument } from '../model/verification.ts';
import type { CardContext } from './context.ts';

const settled = ['uploaded', 'pending', 'accepted'];

interface Offer {
  readonly document: VerificationDocument;
  readonly from: Category;
  readonly type: DocumentType;
  /** What it becomes here. */
  readonly asType: DocumentType;
}

export function copyOffers(context: CardContext, chosen: DocumentType | undefined): TemplateResult | typeof nothing {
  const { texts, category, state, dispatch } = context;
  const offers = offersFor(context, chosen);
  if (offers.length === 0) return nothing;
  return html`<div class="copies" part="copies">${offers.map(({ document, from, type, asType }) => html`<button type="button"
    class="button button-quiet" part="button copy-button" ?disabled=${state.busyIds.includes(document.id)}
    @click=${() => dispatch({ kind: 'copy_document', documentId: document.id, categoryId: category.id, documentTypeId: asType.id })}
  ><bdi>${texts.use_from({ type: type.title, category: from.title })}</bdi></button>`)}</div>`;
}

/** A face is no paper: neither from nor to a biometric category. */
function offersFor({ verification, category }: CardContext, chosen: DocumentType | undefined): Offer[] {
  if (category.kind === 'biometric') return [];
  const others = verification.categories.filter(({ id, kind }) => id !== category.id && kind !== 'biometric');
  const known = new Set(documentsIn(verification, category.id).flatMap(({ files }) => files.map(({ sha256 }) => sha256)));
  const isNew = ({ files }: VerificationDocument) => files.every(({ sha256 }) => sha256 === null || !known.has(sha256));
  return others.flatMap((from) => documentsIn(verification, from.id).flatMap((document) => {
    const type = documentTypeOf(from, document.documentTypeId);
    const asType = type && typeHere(category, type, chosen);
    const isOffered = settled.includes(document.status) && isNew(document) && document.files.length > 0 && document.files.every((file) => isTaken(category, file));
    return type && asType && isOffered ? [{ document, from, type, asType }] : [];
  }));
}

/** The same kind of document where this category has it; else the chosen one, when it is made of the same sides. */
function typeHere({ documentTypes }: Category, type: DocumentType, chosen: DocumentType | undefined): DocumentType | undefined {
  const sides = type.sides.join();
  const same = documentTypes.filter((one) => one.sides.join() === sides);
  return same.find(({ id }) => id === type.id) ?? same.find(({ title }) => title === type.title) ?? same.find((one) => one === chosen);
}

function isTaken({ accept, maxSizeBytes }: Category, { mediaType, sizeBytes }: { readonly mediaType: string; readonly sizeBytes: number }): boolean {
  return isTypeAllowed(accept, mediaType) && (maxSizeBytes === null || sizeBytes <= maxSizeBytes);
}
