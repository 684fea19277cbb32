/** What a submission does to the snapshot, as a pure function. */
import type { SubmitRequest } from '../client/kyc-client.ts';
import type { Verification, VerificationDocument, VerificationStatus } from '../model/verification.ts';

export interface SubmissionFacts {
  readonly submissionId: string;
  readonly at: string;
  readonly expectedBy: string;
}

/** The snapshot with the named documents in review. */
export function submitted(verification: Verification, request: SubmitRequest, facts: SubmissionFacts): Verification {
  const { submissionId, at, expectedBy } = facts;
  const named = new Set(request.documentIds);
  const given = new Set(request.consents?.map(({ id }) => id));
  return {
    ...inReview(verification),
    documents: verification.documents.map((document) => (named.has(document.id) ? sent(document) : document)),
    consents: verification.consents.map((one) => (given.has(one.id) ? { ...one, givenAt: at } : one)),
    review: {
      ...verification.review, submissionId, submittedAt: at, expectedBy, startedAt: null, decidedAt: null,
      withdrawable: true, reason: null,
    },
  };
}

/** The snapshot as it was before it was sent. */
export function withdrawn(verification: Verification, status: VerificationStatus): Verification {
  const { renewal, review } = verification;
  const isRenewal = verification.status === 'completed' && renewal !== null;
  return {
    ...verification,
    status: isRenewal ? 'completed' : status,
    renewal: renewal && { ...renewal, status: isRenewal ? 'due' : renewal.status },
    documents: verification.documents.map((document) => (document.status === 'pending' ? reopened(document) : document)),
    review: { ...review, submissionId: null, submittedAt: null, startedAt: null, expectedBy: null, withdrawable: false },
  };
}

function reopened(document: VerificationDocument): VerificationDocument {
  const files = document.files.map((file) => (file.status === 'pending' ? { ...file, status: 'uploaded' as const } : file));
  return { ...document, status: 'uploaded', files };
}

/** The submission under review, when it is exactly what is being sent again. */
export function runningSubmission(verification: Verification, request: SubmitRequest): string | null {
  const { status, review, renewal, documents } = verification;
  const isUnderReview = status === 'pending' || renewal?.status === 'pending';
  if (!isUnderReview || request.documentIds.length === 0) return null;
  const sentIds = new Set(documents.filter((document) => document.status === 'pending').map(({ id }) => id));
  return request.documentIds.every((id) => sentIds.has(id)) ? review.submissionId : null;
}

/** Under review; a renewal is reviewed while the verification stays completed. */
function inReview(verification: Verification): Verification {
  const { status, renewal } = verification;
  if (status !== 'completed' || renewal === null) return { ...verification, status: 'pending' };
  return { ...verification, renewal: { ...renewal, status: 'pending' } };
}

function sent(document: VerificationDocument): VerificationDocument {
  if (document.status !== 'uploaded') return document;
  // A file in place of another that has not arrived is given up: what was there is what is sent.
  const files = document.files.filter(({ status }) => status !== 'uploading')
    .map((file) => (file.status === 'uploaded' ? { ...file, status: 'pending' as const } : file));
  return { ...document, status: 'pending', files };
}
