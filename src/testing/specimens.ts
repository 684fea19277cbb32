/**
 * Building blocks of scenarios and tests: complete wire objects from a few words, and small specimen files. Nobody in
 * them is real, every instant is fixed.
 */
import type {
  Category, Comment, DocumentFile, DocumentType, FileStatus, Side, Verification, VerificationDocument,
} from '../model/verification.ts';
import { cardBack, cardFront } from './specimen-pictures.ts';

/** The instant all scenarios happen at, RFC 3339. */
export const specimenNow = '2026-11-22T10:00:00Z';

/** A drawn card, 1016 × 640 pixels, PNG. */
export function specimenPicture(side: 'front' | 'back' = 'front'): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(side === 'front' ? cardFront : cardBack), (character) => character.charCodeAt(0));
}

/** A PDF of empty pages; `trailer` is more to stand in its trailer. */
export function specimenPdf(pageCount = 1, trailer = ''): Uint8Array<ArrayBuffer> {
  const pages = Array.from({ length: pageCount }, (_, index) => index + 3);
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    `2 0 obj<</Type/Pages/Kids[${pages.map((id) => `${id} 0 R`).join(' ')}]/Count ${pageCount}>>endobj`,
    ...pages.map((id) => `${id} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj`),
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object) => {
    const offset = body.length;
    body += `${object}\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  return new TextEncoder().encode(`${body}${table}trailer<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${String(body.length)}\n%%EOF\n`);
}

/** A file a person could have chosen: `….pdf` is a PDF, `…back…` the card from behind, anything else its front, as PNG. */
export function specimenFile(name = 'card.png'): File {
  return name.endsWith('.pdf')
    ? new File([specimenPdf()], name, { type: 'application/pdf' })
    : new File([specimenPicture(name.includes('back') ? 'back' : 'front')], name, { type: 'image/png' });
}

/** A document type; `sides` default to `single`. */
export function documentType(id: string, title: string, sides: readonly Side[] = ['single']): DocumentType {
  return { id, title, sides, exampleUrl: null, instructions: [], fields: [] };
}

/** A category with every member filled: one document needed, five possible, JPEG, PNG, WebP or PDF up to 10 MiB. */
export function category(values: Partial<Category> & Pick<Category, 'id' | 'title'>): Category {
  return {
    description: null,
    kind: 'other',
    minDocuments: 1,
    maxDocuments: 5,
    satisfied: null,
    dueAt: null,
    subject: null,
    instructions: [
      'The document is in good condition.',
      'There is no glare on it and nothing covers it.',
      'All four corners are visible.',
    ],
    accept: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
    maxSizeBytes: 10_485_760,
    privacy: { stripMetadata: true, allowReencode: true },
    documentTypes: [documentType('document', 'Document')],
    ...values,
  };
}

export const identityCategory = category({
  id: 'identity',
  title: 'ID Proof',
  description: 'A government document with your photo and name.',
  kind: 'identity',
  documentTypes: [
    documentType('driving_licence', 'Driving License', ['front', 'back']),
    documentType('national_card', 'National Card', ['front', 'back']),
    documentType('passport', 'Passport'),
  ],
});

export const addressCategory = category({
  id: 'address',
  title: 'Address Proof',
  description: 'A document with your name and address, not older than three months.',
  kind: 'address',
  documentTypes: [
    documentType('address_licence', 'Driving License', ['front', 'back']),
    documentType('mobile_bill', 'Mobile Bill'),
    documentType('utility_bill', 'Utility Bill'),
  ],
});

export const selfieCategory = category({
  id: 'selfie',
  title: 'Selfie',
  description: 'A photo of your face, taken today.',
  kind: 'biometric',
  maxDocuments: 1,
  instructions: ['Look straight into the camera.', 'Your whole face is visible and evenly lit.'],
  accept: ['image/jpeg', 'image/png', 'image/webp'],
  documentTypes: [documentType('selfie', 'Selfie')],
});

/** The categories of an individual: ID Proof, Address Proof, Selfie. */
export const individualCategories: readonly Category[] = [identityCategory, addressCategory, selfieCategory];

/** A stored file; completed unless it is `uploading`. */
export function file(values: Partial<DocumentFile> & Pick<DocumentFile, 'id'>): DocumentFile {
  const status: FileStatus = values.status ?? 'uploaded';
  return {
    side: 'single',
    page: 1,
    reason: null,
    fileName: 'card.png',
    mediaType: 'image/png',
    sizeBytes: 236,
    sha256: null,
    uploadedAt: status === 'uploading' ? null : '2026-11-22T09:40:00Z',
    ...values,
    status,
  };
}

/** A document; its single file follows its status unless files are given. */
export function document(
  values: Partial<VerificationDocument> & Pick<VerificationDocument, 'id' | 'categoryId' | 'documentTypeId'>,
): VerificationDocument {
  const status = values.status ?? 'uploaded';
  const fileStatus: FileStatus = status === 'expired' || status === 'replaced' ? 'accepted' : status;
  return {
    fields: {},
    reason: null,
    expiresAt: null,
    replaces: null,
    files: [file({ id: values.id.replace('doc', 'fil'), status: fileStatus, reason: values.reason ?? null })],
    ...values,
    status,
  };
}

/** A comment of the provider's compliance team. */
export function comment(values: Partial<Comment> & Pick<Comment, 'id' | 'body'>): Comment {
  return {
    author: { name: 'Compliance team', role: 'admin' },
    createdAt: '2026-11-22T09:50:00Z',
    readAt: null,
    categoryId: null,
    documentId: null,
    ...values,
  };
}

/** A whole snapshot: an individual who has not added anything yet, unless told otherwise. */
export function verification(values: Partial<Verification> = {}): Verification {
  return {
    id: 'ver_1',
    version: 1,
    status: 'collecting',
    customer: { id: 'cus_1', name: 'Alex Specimen', type: 'individual', status: 'approval_pending' },
    restrictions: [],
    categories: individualCategories,
    documents: [],
    requests: [],
    comments: [],
    review: {
      mode: 'manual',
      usual: { minHours: 2, maxHours: 24 },
      submissionId: null,
      submittedAt: null,
      startedAt: null,
      expectedBy: null,
      decidedAt: null,
      withdrawable: false,
      reason: null,
    },
    renewal: null,
    consents: [],
    privacyNotice: null,
    handoff: 'off',
    support: { email: 'kyc@provider.example', tickets: true, ticketUrl: null },
    ...values,
  };
}
