/**
 * The port to a provider's backend. `HttpKycClient` speaks the contract's wire; a host may bring its own adapter, and
 * `./testing` has one in memory. All of them are held to the same tests.
 *
 * Every method rejects with a `KycError` and never resolves with an answer that does not fit the contract.
 */
import type * as z from 'zod/mini';
import type {
  addFileSchema, createDocumentSchema, createdTicketSchema, createTicketSchema, submitSchema, updateDocumentSchema,
} from '../contract/calls.ts';
import type { DocumentFile, UploadTarget, Verification, VerificationDocument } from '../model/verification.ts';

type NewDocument = z.infer<typeof createDocumentSchema>;
export type CreateDocumentRequest = Extract<NewDocument, { file: unknown }>;
export type CopyDocumentRequest = Extract<NewDocument, { copyOf: unknown }>;
export type AddFileRequest = z.infer<typeof addFileSchema>;
export type UpdateDocumentRequest = z.infer<typeof updateDocumentSchema>;
export type SubmitRequest = z.infer<typeof submitSchema>;
export type CreateTicketRequest = z.infer<typeof createTicketSchema>;
export type CreatedTicket = z.infer<typeof createdTicketSchema>;

export interface CallOptions {
  readonly signal?: AbortSignal;
}

export interface OnceOptions extends CallOptions {
  /** A repeat with the same key gives the first answer and acts once. */
  readonly idempotencyKey: string;
}

export interface FileRef {
  readonly documentId: string;
  readonly fileId: string;
}

export interface StartedUpload {
  readonly document: VerificationDocument;
  readonly file: DocumentFile;
  readonly upload: UploadTarget;
}

/** The current snapshot; `duplicateIds` names documents the server sent twice. */
export type VerificationAnswer =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'changed';
      readonly verification: Verification;
      readonly etag: string | null;
      readonly duplicateIds: readonly string[];
    };

export interface SendOptions extends CallOptions {
  /** Bytes of the file sent so far. */
  readonly onProgress: (loadedBytes: number) => void;
}

/** News of the event stream. */
export interface EventsOptions extends CallOptions {
  /** Where an earlier stream ended. */
  readonly lastEventId?: string | null;
  /** The server's snapshot has this version now. */
  readonly onVersion: (version: number, eventId: string | null) => void;
  /** Something arrived, be it a heartbeat: the stream is alive. */
  readonly onAlive: () => void;
  /** The server names the pause before a stream that broke is opened again. */
  readonly onRetry?: (delayMs: number) => void;
}

export interface KycClient {
  getVerification(options?: CallOptions & { readonly etag?: string | null }): Promise<VerificationAnswer>;
  createDocument(request: CreateDocumentRequest, options: OnceOptions): Promise<StartedUpload>;
  /** A document once more, for another category or as another type; nothing is sent. */
  copyDocument(request: CopyDocumentRequest, options: OnceOptions): Promise<VerificationDocument>;
  addFile(documentId: string, request: AddFileRequest, options: OnceOptions): Promise<StartedUpload>;
  renewUpload(file: FileRef, options?: CallOptions): Promise<UploadTarget>;
  completeUpload(
    file: FileRef, sha256: string, options?: CallOptions,
  ): Promise<{ readonly document: VerificationDocument; readonly file: DocumentFile }>;
  updateDocument(documentId: string, request: UpdateDocumentRequest, options?: CallOptions): Promise<VerificationDocument>;
  deleteDocument(documentId: string, options?: CallOptions): Promise<void>;
  deleteFile(file: FileRef, options?: CallOptions): Promise<void>;
  getContent(file: FileRef, options?: CallOptions): Promise<Blob>;
  getThumbnail(file: FileRef, options?: CallOptions): Promise<Blob>;
  createView(file: FileRef, options?: CallOptions): Promise<{ readonly url: string; readonly expiresAt: string }>;
  submit(
    request: SubmitRequest, options: OnceOptions,
  ): Promise<{ readonly submissionId: string; readonly verification: Verification }>;
  /** Takes a submission back while the review allows it. Rejects with `not_open` once it does not. */
  withdraw(submissionId: string, options?: CallOptions): Promise<Verification>;
  markCommentRead(commentId: string, options?: CallOptions): Promise<void>;
  createTicket(request: CreateTicketRequest, options: OnceOptions): Promise<CreatedTicket>;
  /**
   * Headers an upload to this URL needs: `Authorization` for the endpoint's own origin, else none. `refused` are those the
   * server answered with 401: others are given, and parallel callers share one renewal.
   */
  uploadHeaders?(
    url: string, options?: CallOptions & { readonly refused?: Readonly<Record<string, string>> },
  ): Promise<Readonly<Record<string, string>>>;
  /** Whether cookies go along with an upload to this URL; never to another origin than the endpoint's. */
  includesCookies?(url: string): boolean;
  /** Sends the bytes itself, for adapters without URLs; otherwise the widget's upload channels do. */
  sendBytes?(target: UploadTarget, bytes: Blob, options: SendOptions): Promise<void>;
  /**
   * Listens until the server ends the stream (resolves) or it breaks (rejects). Rejects with `not_found` where there is no
   * stream; adapters without one leave the method out. The widget polls then.
   */
  watch?(options: EventsOptions): Promise<void>;
  /** Language of texts the server writes (BCP 47), for `Accept-Language`. */
  locale?: string;
}
