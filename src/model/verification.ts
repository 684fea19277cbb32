/**
 * The verification as the server states it: one immutable snapshot.
 *
 * These are the wire's own words (see the contract); nothing here is derived or guessed. Values a newer server may
 * add arrive as `'unknown'` and are shown in neutral words.
 */

export const verificationStatuses = [
  'not_required', 'collecting', 'pending', 'action_required', 'completed', 'rejected', 'expired',
] as const;
export type VerificationStatus = (typeof verificationStatuses)[number] | 'unknown';

export const customerStatuses = ['approval_pending', 'active', 'locked', 'restricted'] as const;
export type CustomerStatus = (typeof customerStatuses)[number] | 'unknown';

export const documentStatuses = [
  'uploading', 'checking', 'uploaded', 'pending', 'accepted', 'rejected', 'expired', 'replaced',
] as const;
export type DocumentStatus = (typeof documentStatuses)[number] | 'unknown';

export const fileStatuses = ['uploading', 'checking', 'uploaded', 'pending', 'accepted', 'rejected'] as const;
export type FileStatus = (typeof fileStatuses)[number] | 'unknown';

/** The place a file has in its document. */
export const sides = ['single', 'front', 'back', 'page'] as const;
export type Side = (typeof sides)[number] | 'unknown';

export const customerTypes = ['individual', 'organization'] as const;
export type CustomerType = (typeof customerTypes)[number] | 'unknown';

export const categoryKinds = ['identity', 'address', 'biometric', 'other'] as const;
export type CategoryKind = (typeof categoryKinds)[number] | 'unknown';

export const fieldKinds = ['text', 'date', 'country'] as const;
export type FieldKind = (typeof fieldKinds)[number] | 'unknown';

export const reviewModes = ['manual', 'automatic'] as const;
export const renewalReasons = ['document_expiring', 'details_changed', 'periodic'] as const;
export const renewalStatuses = ['due', 'collecting', 'pending', 'action_required'] as const;
export const handoffModes = ['off', 'auto', 'force'] as const;

/** Why a document or file was not accepted. `code` is a reviewer or intake code; `message` the reviewer's sentence. */
export interface Reason {
  readonly code?: string | null;
  readonly message?: string | null;
  readonly final?: boolean;
}

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly type: CustomerType;
  readonly status: CustomerStatus;
}

export interface Restriction {
  readonly code: string;
  readonly message?: string | null;
  readonly liftedBy?: string | null;
}

/** Whom a category is about: the company itself or one of its people. */
export interface Subject {
  readonly id: string;
  readonly label: string;
  readonly role?: string | null;
}

export interface DocumentField {
  readonly id: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly required: boolean;
}

export interface DocumentType {
  readonly id: string;
  readonly title: string;
  readonly sides: readonly Side[];
  readonly exampleUrl: string | null;
  readonly instructions: readonly string[];
  readonly fields: readonly DocumentField[];
}

export interface Category {
  readonly id: string;
  readonly title: string;
  readonly description: string | null;
  readonly kind: CategoryKind;
  /** Documents (never files) needed; 0 = optional. */
  readonly minDocuments: number;
  /** Documents (never files) possible; null = no limit. */
  readonly maxDocuments: number | null;
  /** The server's own verdict; overrides the count when not null. */
  readonly satisfied: boolean | null;
  readonly dueAt: string | null;
  readonly subject: Subject | null;
  readonly instructions: readonly string[];
  /** Media types the server takes; empty = no restriction stated. */
  readonly accept: readonly string[];
  /** Limit per file in bytes; null = no limit stated. */
  readonly maxSizeBytes: number | null;
  readonly privacy: { readonly stripMetadata: boolean; readonly allowReencode: boolean };
  readonly documentTypes: readonly DocumentType[];
}

export interface DocumentFile {
  readonly id: string;
  readonly side: Side;
  /** 1-based. */
  readonly page: number;
  readonly status: FileStatus;
  readonly reason: Reason | null;
  readonly fileName: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string | null;
  /** RFC 3339; null before completion. */
  readonly uploadedAt: string | null;
}

/** One passport, one licence, one bill; consists of files. */
export interface VerificationDocument {
  readonly id: string;
  readonly categoryId: string;
  readonly documentTypeId: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly status: DocumentStatus;
  readonly reason: Reason | null;
  readonly expiresAt: string | null;
  readonly replaces: string | null;
  readonly files: readonly DocumentFile[];
}

export interface DocumentRequest {
  readonly id: string;
  readonly categoryId: string;
  readonly documentTypeId: string | null;
  readonly message: string | null;
  readonly createdAt: string;
  readonly fulfilledBy: string | null;
}

export interface Comment {
  readonly id: string;
  readonly author: { readonly name: string; readonly role: string };
  /** Plain text. */
  readonly body: string;
  readonly createdAt: string;
  readonly readAt: string | null;
  readonly categoryId: string | null;
  readonly documentId: string | null;
}

export interface Review {
  readonly mode: (typeof reviewModes)[number] | 'unknown';
  readonly usual: { readonly minHours: number; readonly maxHours: number } | null;
  readonly submissionId: string | null;
  readonly submittedAt: string | null;
  readonly startedAt: string | null;
  readonly expectedBy: string | null;
  readonly decidedAt: string | null;
  readonly withdrawable: boolean;
  /** Reason of the last decision on the whole. */
  readonly reason: Reason | null;
}

export interface Renewal {
  readonly dueAt: string;
  readonly reason: (typeof renewalReasons)[number] | 'unknown';
  readonly status: (typeof renewalStatuses)[number] | 'unknown';
  readonly categoryIds: readonly string[];
}

export interface Consent {
  readonly id: string;
  readonly text: string;
  readonly version: string;
  readonly required: boolean;
  readonly givenAt: string | null;
}

export interface Support {
  readonly email: string | null;
  readonly tickets: boolean;
  readonly ticketUrl: string | null;
}

/** One customer's KYC case. */
export interface Verification {
  readonly id: string;
  /** Grows by at least one with every change. */
  readonly version: number;
  readonly status: VerificationStatus;
  readonly customer: Customer;
  readonly restrictions: readonly Restriction[];
  readonly categories: readonly Category[];
  readonly documents: readonly VerificationDocument[];
  readonly requests: readonly DocumentRequest[];
  readonly comments: readonly Comment[];
  readonly review: Review;
  readonly renewal: Renewal | null;
  readonly consents: readonly Consent[];
  readonly privacyNotice: { readonly url: string; readonly version: string } | null;
  readonly handoff: (typeof handoffModes)[number] | 'unknown';
  readonly support: Support;
}

/** Where and how the bytes of one file go. */
export type UploadTarget =
  | { readonly protocol: 'tus'; readonly url: string; readonly expiresAt: string | null }
  | {
      readonly protocol: 'put';
      readonly url: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly expiresAt: string | null;
    }
  | {
      readonly protocol: 'form';
      readonly url: string;
      readonly fields?: Readonly<Record<string, string>>;
      readonly fileField: string;
      readonly expiresAt: string | null;
    };
