/** What a submission does to the snapshot, as a pure function. */
import type { SubmitRequest } from '../client/kyc-client.ts';
import type { Consent, Verification, VerificationDocument } from '../model/verification.ts';
import type { BeforeReview } from './memory-case.ts';

export interface SubmissionFacts {
  readonly submissionId: string;
  readonly at: string;
  readonly expectedBy: string;
}

/** The snapshot with the named documents in review. */
export function submitted(verification: Verification, request: SubmitRequest, facts: SubmissionFacts): Verification {
  const { submissionId, at, expectedBy } = facts;
  const named = new Set(request.documentIds);
  return {
    ...inReview(verification),
    documents: verification.documents.map((document) => (named.has(document.id) ? sent(document) : document)),
    consents: verification.consents.map((one) => (isGiven(one, request) ? { ...one, givenAt: one.givenAt ?? at } : one)),
    review: {
      ...verification.review, submissionId, submittedAt: at, expectedBy, startedAt: null, decidedAt: null,
      withdrawable: true, reason: null,
    },
  };
}

/** Whether the submission agrees to this very wording. */
export function isGiven({ id, version }: Pick<Consent, 'id' | 'version'>, { consents = [] }: SubmitRequest): boolean {
  return consents.some((one) => one.id === id && one.version === version);
}

/** The snapshot as it was before it was sent. */
export function withdrawn(verification: Verification, before: BeforeReview | null): Verification {
  const { review, renewal } = verification;
  const unsent: BeforeReview = {
    status: verification.status === 'completed' ? 'completed' : 'collecting',
    renewal: renewal && { ...renewal, status: 'collecting' },
    review: { ...review, submissionId: null, submittedAt: null, startedAt: null, expectedBy: null, withdrawable: false },
  };
  return {
    ...verification,
    ...before ?? unsent,
    documents: verification.documents.map((document) => (document.status === 'pending' ? reopened(document) : document)),
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
