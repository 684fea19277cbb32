/** Where chosen files go: which document, which side, which page. Pure; the server has the last word. */
import { isFull } from './permissions.ts';
import { fileAt } from './pages.ts';
import { documentsIn, documentTypeOf } from './selectors.ts';
import { isActive, type Refusal, type Upload } from './upload.ts';
import type { Category, DocumentType, Side, Verification, VerificationDocument } from './verification.ts';

export interface PlacementWish {
  readonly documentTypeId?: string;
  readonly side?: Side;
  readonly documentId?: string;
  readonly replaces?: string;
}

export interface Placement {
  /** Server's id of an existing document, or a new name shared by the files of one new document. */
  readonly draftId: string;
  readonly documentTypeId: string;
  readonly documentId?: string;
  readonly side: Side;
  readonly page: number;
  readonly replaces?: string;
}

interface Placing {
  readonly verification: Verification;
  readonly category: Category;
  /** In-flight uploads, including those just placed. */
  readonly uploads: readonly Upload[];
  readonly wish: PlacementWish;
  /** Names a new document. */
  readonly newDraftId: string;
}

/** The place for the next file, or why there is none (`too_many_documents`, `not_found`). */
export function place(placing: Placing): Placement | Refusal {
  const { verification, category, wish } = placing;
  const document = verification.documents.find(({ id }) => id === wish.documentId);
  if (wish.documentId && !document) return { code: 'not_found' };
  const wishedType = document?.documentTypeId ?? wish.documentTypeId;
  const type = wishedType === undefined ? category.documentTypes[0] : documentTypeOf(category, wishedType);
  if (!type || (wish.side && !type.sides.includes(wish.side))) return { code: 'not_found' };
  if (document) return placeInDocument(placing, type, document);
  return (wish.replaces ? undefined : joinUnfinished(placing, type)) ?? placeInNew(placing, type);
}

function placeInDocument({ uploads, wish }: Placing, type: DocumentType, document: VerificationDocument): Placement {
  const side = wish.side ?? freeSides(type, document, uploads)[0] ?? type.sides[0] ?? 'single';
  const standing = fileAt(document, side);
  const page = side === 'page' ? document.files.find(({ id }) => id === wish.replaces)?.page ?? nextPage(document, uploads) : 1;
  const replaces = wish.replaces ?? (side === 'page' ? undefined : standing?.id);
  return { draftId: document.id, documentId: document.id, documentTypeId: document.documentTypeId, side, page, replaces };
}

/** A document of this type that still lacks the side: the server's, else one that is on its way. */
function joinUnfinished(placing: Placing, type: DocumentType): Placement | undefined {
  const { verification, category, uploads, wish } = placing;
  if (type.sides.length < 2 && type.sides[0] !== 'page') return undefined;
  for (const document of documentsIn(verification, category.id)) {
    if (document.status !== 'uploading' || document.documentTypeId !== type.id) continue;
    const side = freeSides(type, document, uploads).find((free) => !wish.side || free === wish.side);
    if (side) return placeInDocument({ ...placing, wish: { side } }, type, document);
  }
  return joinDraft(placing, type);
}

function joinDraft({ verification, category, uploads, wish }: Placing, type: DocumentType): Placement | undefined {
  const isKnown = (upload: Upload) => verification.documents.some(({ id }) => id === upload.documentId);
  const drafts = uploads.filter((upload) => isOnItsWay(upload) && !isKnown(upload)
    && upload.categoryId === category.id && upload.documentTypeId === type.id);
  for (const { draftId } of drafts) {
    const taken = drafts.filter((upload) => upload.draftId === draftId);
    const side = type.sides.find((candidate) => (candidate === 'page' || !taken.some((upload) => upload.side === candidate))
      && (!wish.side || wish.side === candidate));
    if (side) return { draftId, documentTypeId: type.id, side, page: side === 'page' ? taken.length + 1 : 1 };
  }
  return undefined;
}

function placeInNew({ verification, category, uploads, wish, newDraftId }: Placing, type: DocumentType): Placement | Refusal {
  const side = wish.side ?? type.sides[0] ?? 'single';
  if (!wish.replaces) {
    const refusal = countRefusal(verification, category, uploads);
    if (refusal) return refusal;
  }
  return { draftId: newDraftId, documentTypeId: type.id, side, page: 1, replaces: wish.replaces };
}

function countRefusal(verification: Verification, category: Category, uploads: readonly Upload[]): Refusal | undefined {
  const limit = category.maxDocuments;
  if (limit === null) return undefined;
  const standing = documentsIn(verification, category.id).filter(({ status }) => status !== 'rejected' && status !== 'expired');
  const known = new Set(standing.map(({ id }) => id));
  const onTheWay = new Set(uploads.filter((upload) => isOnItsWay(upload) && upload.categoryId === category.id && !upload.replaces
    && !known.has(upload.documentId ?? upload.draftId)).map(({ draftId }) => draftId));
  const actual = standing.length + onTheWay.size + 1;
  const isOver = actual > limit || isFull(verification, category);
  return isOver ? { code: 'too_many_documents', limit, actual } : undefined;
}

/** Sides with neither a standing file nor one on its way. */
function freeSides(type: DocumentType, document: VerificationDocument, uploads: readonly Upload[]): Side[] {
  const isTaken = (side: Side) => uploads.some((upload) => isOnItsWay(upload) && upload.side === side
    && (upload.draftId === document.id || upload.documentId === document.id));
  return type.sides.filter((side) => side === 'page' || (!isTaken(side) && isOpen(document, side)));
}

function isOpen(document: VerificationDocument, side: Side): boolean {
  const file = fileAt(document, side);
  return file === undefined || file.status === 'uploading' || file.status === 'rejected';
}

function nextPage(document: VerificationDocument, uploads: readonly Upload[]): number {
  const pages = document.files.filter(({ side }) => side === 'page').map(({ page }) => page);
  const coming = uploads.filter((upload) => isOnItsWay(upload) && upload.draftId === document.id).map(({ page }) => page);
  return Math.max(0, ...pages, ...coming) + 1;
}

function isOnItsWay(upload: Upload): boolean {
  return isActive(upload) || ['paused', 'warned', 'failed', 'needs_file'].includes(upload.phase.kind);
}
