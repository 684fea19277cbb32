/** Sets of documents and reviews that several scenarios start from. */
import type { Review, VerificationDocument } from '../model/verification.ts';
import { document, file, verification } from './specimens.ts';

type Status = 'uploaded' | 'pending' | 'accepted';

export function licence(status: Status): VerificationDocument {
  return document({
    id: 'doc_licence', categoryId: 'identity', documentTypeId: 'driving_licence', status,
    files: [
      file({ id: 'fil_front', side: 'front', status, fileName: 'licence-front.png', sizeBytes: 2_418_112 }),
      file({ id: 'fil_back', side: 'back', status, fileName: 'licence-back.png', sizeBytes: 2_201_404 }),
    ],
  });
}

export function bill(status: Status): VerificationDocument {
  return document({
    id: 'doc_bill', categoryId: 'address', documentTypeId: 'utility_bill', status,
    files: [file({ id: 'fil_bill', status, fileName: 'electricity-october.pdf', mediaType: 'application/pdf', sizeBytes: 184_220 })],
  });
}

export function selfie(status: Status): VerificationDocument {
  return document({
    id: 'doc_selfie', categoryId: 'selfie', documentTypeId: 'selfie', status,
    files: [file({ id: 'fil_selfie', status, fileName: 'selfie.png', sizeBytes: 1_104_332 })],
  });
}

/** One document for each category. */
export function allDocuments(status: Status): readonly VerificationDocument[] {
  return [licence(status), bill(status), selfie(status)];
}

/** Sent at half past nine, expected within a day. */
export function reviewSent(values: Partial<Review> = {}): Review {
  return {
    ...verification().review,
    submissionId: 'KYC-2026-0042',
    submittedAt: '2026-11-22T09:45:00Z',
    expectedBy: '2026-11-23T09:45:00Z',
    ...values,
  };
}

/** Decided a little later. */
export function reviewDecided(values: Partial<Review> = {}): Review {
  return reviewSent({ startedAt: '2026-11-22T09:48:00Z', decidedAt: '2026-11-22T09:55:00Z', ...values });
}
