/**
 * The engine as elements see it: state out, commands in, events raised through the host. The only writer of `State`.
 */
import type { CreatedTicket, CreateTicketRequest } from '../client/kyc-client.ts';
import type { Edits } from '../model/edits.ts';
import type { Notice, State } from '../model/state.ts';
import type { Upload } from '../model/upload.ts';
import type { Side } from '../model/verification.ts';
import type { UpdatesMode } from './engine-config.ts';
import type { Unfinished } from './upload-commands.ts';

export interface AddFilesOptions {
  /** Default: the category's only type, else the first. */
  readonly documentTypeId?: string;
  /** Default: the first side that is missing. */
  readonly side?: Side;
  /** Add the file to this document instead of starting a new one. */
  readonly documentId?: string;
  /** File (with `documentId`) or document that goes once the new one is stored. */
  readonly replaces?: string;
  /** Turned and cropped before it is sent; pictures only. */
  readonly edits?: Edits;
}

/** A picture that can be edited: one not sent yet, or one that is stored. */
export type PictureSource = { readonly uploadId: string } | { readonly fileId: string };

export interface AddedFile {
  readonly uploadId: string;
  readonly verdict: 'accept' | 'warn' | 'refuse';
  readonly code?: string;
}

/** A picture or page of a file to look at. */
export type FilePreview =
  | { readonly kind: 'bytes'; readonly bytes: Blob; readonly mediaType: string }
  | { readonly kind: 'link'; readonly url: string; readonly mediaType: string };

export interface Engine {
  readonly state: State;
  /** Calls back after every change, until the returned function is called. */
  subscribe(listener: (state: State) => void): () => void;
  /** Loads and keeps up to date, and sends what is unfinished unless told only to watch; the counterpart of `stop`. */
  start(options?: { readonly isWatching?: boolean }): void;
  /** Pauses timers, requests and uploads; `start` goes on. */
  stop(): void;
  /** Stops for good and releases everything. */
  dispose(): void;
  /** Files of unfinished uploads, for the engine that takes this one's place; this one lets go of them. */
  handOver(): readonly Unfinished[];
  /** Files an engine before this one had in hand: they go on when the customer is still the same. */
  takeOver(unfinished: readonly Unfinished[]): void;
  refresh(): Promise<void>;
  addFiles(categoryId: string, files: Iterable<File>, options?: AddFilesOptions): Promise<AddedFile[]>;
  changeDocumentType(documentId: string, documentTypeId: string): Promise<void>;
  /** What the document says of itself (number, country, date), by the ids of its type's fields. */
  setFields(documentId: string, fields: Readonly<Record<string, string>>): Promise<void>;
  /** A page one place towards the start (-1) or the end (1) of its document. */
  movePage(fileId: string, by: -1 | 1): Promise<void>;
  /** The same document once more, for another category. */
  copyDocument(documentId: string, categoryId: string, documentTypeId: string): Promise<void>;
  removeDocument(documentId: string): Promise<void>;
  removeFile(fileId: string): Promise<void>;
  confirm(uploadId: string): void;
  pause(uploadId?: string): void;
  resume(uploadId?: string): void;
  retry(uploadId?: string): void;
  cancel(uploadId?: string): void;
  /** Takes a settled or refused row away. */
  dismiss(uploadId: string): void;
  /** A word to the person about an act that came to nothing. */
  tell(notice: Omit<Notice, 'id'>): void;
  dismissNotice(): void;
  /** A consent given or taken back, sent with the next submission. @throws KycError `not_found` */
  setConsent(consentId: string, isGiven: boolean): void;
  submit(): Promise<void>;
  /** Takes the submission under review back. Rejects with `not_open` when that is no longer possible. */
  withdraw(): Promise<void>;
  /** Tells the server that these comments were seen; quiet when that fails. */
  markCommentsRead(commentIds: readonly string[]): Promise<void>;
  /** Writes to support; a repeat of the same text after a failure is the same ticket. */
  createTicket(request: CreateTicketRequest): Promise<CreatedTicket>;
  logout(): Promise<void>;
  /** Language of the server's texts; loads them anew. */
  setLocale(locale: string): void;
  /** How changes arrive from now on. */
  setUpdates(updates: UpdatesMode): void;
  setConcurrency(maxConcurrentUploads: number): void;
  /** The bytes of a stored file, or for a PDF a single-use link for a new tab. */
  preview(fileId: string, signal?: AbortSignal): Promise<FilePreview>;
  /** A small picture of a stored file, when the server has one. */
  thumbnail(fileId: string, signal?: AbortSignal): Promise<Blob>;
  /** A small picture of a chosen file, once it has been looked at; still the engine's own. */
  thumbnailOf(upload: Upload): ImageBitmap | undefined;
  /** The whole picture, to be turned or cropped. */
  picture(source: PictureSource, signal?: AbortSignal): Promise<Blob>;
  /** Sends the picture turned or cropped, in the place of the one there is. */
  edit(source: PictureSource, edits: Edits): Promise<AddedFile[]>;
  /** What speaks against a picture of the camera (`blurry`, `glare` …); the bitmap is used up. */
  judge(picture: ImageBitmap, categoryId: string, signal?: AbortSignal): Promise<readonly string[]>;
}
