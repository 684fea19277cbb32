/**
 * One customer's case as the backend keeps it: everything the contract's snapshot shows, and the few facts behind it.
 *
 * A case is one row: locking the row locks all it owns. The rules beside this file change a `CaseDraft` in memory;
 * `cases.ts` loads it, saves it, and carries out what it noted (mails, audit entries, bytes to erase) in the same
 * transaction. Nothing here knows HTTP or the database.
 */
import type {
  Comment, Consent, CustomerStatus, DocumentFile, DocumentRequest, Reason, Renewal, Restriction, Review, Subject, Verification,
  VerificationDocument, VerificationStatus,
} from '../../../src/model/verification.ts';
import type { Locale } from '../texts/locale.ts';
import type { AutomaticReview } from './automatic-review.ts';
import type { CaseCategory, Configuration, CustomerKind } from './configuration.ts';
import type { CaseFacts } from './happenings.ts';
import type { Round } from './rounds.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface CustomerRecord {
  readonly id: string;
  name: string;
  email: string;
  readonly type: CustomerKind;
  readonly locale: Locale;
  /** Of an organisation, in the order they are asked about. */
  readonly people: readonly Subject[];
  status: Exclude<CustomerStatus, 'unknown'>;
  restrictions: Restriction[];
}

/** Bytes that arrived for a file, safely in the document store. */
export interface ReceivedBytes {
  /** What is kept: after inspection most often not the bytes that were sent. */
  readonly storageKey: string;
  /** Of the bytes sent. */
  readonly sizeBytes: number;
  /** Of the bytes sent, lower-case hex. */
  readonly sha256: string;
  /** A small picture; of a PDF there is none. */
  readonly thumbnailKey?: string | null;
  /** A JPEG for people whose browser cannot show the original. */
  readonly renditionKey?: string | null;
}

export interface CaseFile extends Mutable<DocumentFile> {
  /** Names the place the bytes are sent to. */
  uploadId: string;
  uploadExpiresAt: string;
  /** File of the same document that goes once this one is stored. */
  swaps: string | null;
  received: ReceivedBytes | null;
}

export interface CaseDocument extends Mutable<Omit<VerificationDocument, 'files' | 'fields'>> {
  fields: Record<string, string>;
  /** The sides its type had when it was added: a later change of the configuration asks nobody for another side. */
  sides: DocumentFile['side'][];
  files: CaseFile[];
  /** Version of the case in which it last changed. */
  version: number;
  /** The submission it was last sent with. */
  submissionId: string | null;
  createdAt: string;
}

export interface CaseState {
  /** As the rules left it; `present` shows `not_required` over it while nothing is asked. */
  status: Exclude<VerificationStatus, 'unknown' | 'not_required'>;
  isRequired: boolean;
  /** As configured when it was last brought up to date. */
  isAutomatic: boolean;
  configurationVersion: number;
  categories: CaseCategory[];
  /** Asked for in this case alone. */
  ownCategories: CaseCategory[];
  /** Left the configuration while this case still holds documents of them: shown, closed for more. */
  closedCategoryIds: string[];
  /** Every category this case ever had, so that "gone" can be told from "never was". */
  knownCategoryIds: string[];
  /** Version of the case in which the categories last changed. */
  categoriesVersion: number;
  documents: CaseDocument[];
  requests: Mutable<DocumentRequest>[];
  comments: Mutable<Comment>[];
  review: Mutable<Pick<Review, 'submissionId' | 'submittedAt' | 'startedAt' | 'expectedBy' | 'decidedAt' | 'reason'>>;
  /** Changes were asked for in words alone, naming no document: every category takes more again. */
  isWhollyReopened: boolean;
  /** What the submission under review found, for a withdrawal: the case's status, or a renewal's. */
  statusBeforeReview: CaseState['status'];
  reviewBefore: CaseState['review'] | null;
  /** Every submission, oldest first. For the provider; the contract's snapshot does not show them. */
  rounds: Round[];
  /** Of the last submission, when it was for the rules to decide. */
  automaticReview: AutomaticReview | null;
  renewal: Mutable<Renewal> | null;
  /** Asked for now, in the configuration's words. */
  consents: Omit<Consent, 'givenAt'>[];
  givenConsents: { readonly id: string; readonly version: string; readonly at: string }[];
  privacyNotice: Verification['privacyNotice'];
  /** The last version with something new for a reviewer: not every change makes what they saw outdated. */
  reviewerVersion: number;
}

export type MailKind = 'submitted' | 'action_required' | 'completed' | 'rejected' | 'renewal_due';

export interface AuditNote {
  readonly actor: string;
  readonly action: string;
  /** Ids and codes only: an audit entry outlives the customer's data. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

export interface CaseDraft {
  readonly id: string;
  readonly version: number;
  readonly state: CaseState;
  readonly customer: CustomerRecord;
  readonly configuration: Configuration;
  readonly now: Date;
  /** As the database has it: what it differs in is told to the host. */
  readonly before: CaseFacts;
  /** Something a snapshot shows has changed: the version grows by one when saved. */
  isChanged: boolean;
  readonly mails: MailKind[];
  readonly audit: AuditNote[];
  /** Keys of the document store, and uploads whose place is to be emptied. */
  readonly erasedKeys: string[];
}

/** A case on its first day. */
export function newCaseState(): CaseState {
  return {
    status: 'collecting',
    isRequired: true,
    isAutomatic: false,
    configurationVersion: 0,
    categories: [],
    ownCategories: [],
    closedCategoryIds: [],
    knownCategoryIds: [],
    categoriesVersion: 0,
    documents: [],
    requests: [],
    comments: [],
    review: { submissionId: null, submittedAt: null, startedAt: null, expectedBy: null, decidedAt: null, reason: null },
    isWhollyReopened: false,
    statusBeforeReview: 'collecting',
    reviewBefore: null,
    rounds: [],
    automaticReview: null,
    renewal: null,
    consents: [],
    givenConsents: [],
    privacyNotice: null,
    reviewerVersion: 1,
  };
}

/** Notes a change; a document given along becomes part of it. */
export function touch(draft: CaseDraft, document?: CaseDocument): void {
  touchQuietly(draft);
  draft.state.reviewerVersion = draft.version + 1;
  if (document) document.version = draft.version + 1;
}

/** Notes a change that leaves what a reviewer saw as it is. */
export function touchQuietly(draft: CaseDraft): void {
  draft.isChanged = true;
}

export function note(draft: CaseDraft, entry: AuditNote): void {
  draft.audit.push(entry);
}

/** Has what came and what is kept for these files erased after the commit. */
export function eraseBytes(draft: CaseDraft, files: readonly CaseFile[]): void {
  draft.erasedKeys.push(...files.flatMap(keysOf));
}

/** Everything bytes of a file may lie under: a key of the document store, and while they arrive, the upload's place. */
export function keysOf({ received, status, uploadId }: CaseFile): string[] {
  return [...(received ? keysIn(received) : []), ...(status === 'uploading' ? [uploadId] : [])];
}

/** The keys of what is kept of a file. */
export function keysIn({ storageKey, thumbnailKey, renditionKey }: ReceivedBytes): string[] {
  return [storageKey, thumbnailKey, renditionKey].filter((key) => typeof key === 'string');
}

export type { Reason };
