/**
 * How the server comes to know a file: announced once, under a key that is kept until there is an answer, so that a repeat
 * names the same file.
 */
import type { FileRef, OnceOptions, StartedUpload } from '../client/kyc-client.ts';
import { KycError } from '../model/errors.ts';
import { findFile } from '../model/selectors.ts';
import type { Upload } from '../model/upload.ts';
import type { UploadTarget } from '../model/verification.ts';
import type { Drafts } from './drafts.ts';
import { randomId } from './random-id.ts';
import type { UploadOptions } from './upload-options.ts';

/** What is announced: of the bytes to send, not of the file as chosen. */
export interface Announced {
  readonly upload: Upload;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

export class Announcement {
  readonly #options: UploadOptions;
  readonly #drafts: Drafts;
  #key = randomId('');
  /** The request under this key, kept until there is an answer: a repeat is the same to the letter. */
  #request: ((options: OnceOptions) => Promise<StartedUpload>) | undefined;
  #ref: FileRef | undefined;
  #target: UploadTarget | undefined;

  constructor(options: UploadOptions, drafts: Drafts) {
    this.#options = options;
    this.#drafts = drafts;
  }

  get ref(): FileRef | undefined {
    return this.#ref;
  }

  /** An announcement of an earlier page; without a target a fresh one is asked for. */
  restore(ref: FileRef, target: UploadTarget | undefined): void {
    this.#ref = ref;
    this.#target = target;
  }

  /** Where the bytes go, announced if need be. Rejects with the server's `KycError`. */
  async place(announced: Announced, signal: AbortSignal): Promise<{ ref: FileRef; target: UploadTarget }> {
    if (!this.#ref) {
      const started = await this.#start(announced, signal);
      this.#ref = { documentId: started.document.id, fileId: started.file.id };
      this.#target = started.upload;
    }
    this.#target ??= await this.#options.client.renewUpload(this.#ref, { signal });
    return { ref: this.#ref, target: this.#target };
  }

  /** The upload URL is used up, refused or wrong: the next one starts at the first byte. */
  forgetTarget(): void {
    this.#target = undefined;
  }

  /** The server has let go of the file: a repeat announces it anew. */
  forget({ draftId, uploadId }: Upload): void {
    this.#ref = this.#target = undefined;
    this.#request = undefined;
    this.#key = randomId('');
    this.#drafts.release(draftId, uploadId);
  }

  /** From now on this file creates the document, unless there is one to join; the others wait for its name. */
  claim(upload: Upload): void {
    if (!this.#documentToJoin(upload)) this.#drafts.claim(upload.draftId, upload.uploadId);
  }

  /**
   * Takes back what the server was told of; whether there was anything. An announcement without an answer may have
   * arrived: repeated with its key it names the same file. Rejects when the server cannot be asked.
   */
  async discard({ draftId, uploadId }: Upload): Promise<boolean> {
    this.#drafts.release(draftId, uploadId);
    const started = await this.#request?.({ idempotencyKey: this.#key }).catch((reason: unknown) => {
      if (KycError.from(reason).retryable) throw reason;
    });
    const ref = this.#ref ?? (started && { documentId: started.document.id, fileId: started.file.id });
    if (!ref) return false;
    await this.#options.client.deleteFile(ref);
    return true;
  }

  /** The first file of a new document creates it; its other sides join it. */
  async #start(announced: Announced, signal: AbortSignal): Promise<StartedUpload> {
    const { draftId, uploadId } = announced.upload;
    this.#request ??= this.#requestFor(announced);
    const started = await this.#request({ idempotencyKey: this.#key, signal });
    this.#request = undefined;
    this.#drafts.name(draftId, uploadId, started.document.id);
    return started;
  }

  #requestFor(announced: Announced): (options: OnceOptions) => Promise<StartedUpload> {
    const { client } = this.#options;
    const { categoryId, documentTypeId } = announced.upload;
    const replaces = this.#standing(announced.upload.replaces);
    const file = newFile(announced);
    const joined = this.#documentToJoin(announced.upload);
    if (joined) return (options) => client.addFile(joined, { ...file, replaces }, options);
    const fields = this.#fieldsOf(replaces, documentTypeId);
    return (options) => client.createDocument({ categoryId, documentTypeId, replaces, fields, file }, options);
  }

  /** What was to be replaced may have gone meanwhile. */
  #standing(replaces: string | undefined): string | undefined {
    const { verification } = this.#options.store.state;
    const isThere = findFile(verification, replaces ?? '') ?? verification?.documents.find(({ id }) => id === replaces);
    return isThere && replaces;
  }

  /** A new version of the same kind of document: what was filled in about it still holds until the person changes it. */
  #fieldsOf(documentId: string | undefined, documentTypeId: string): Readonly<Record<string, string>> | undefined {
    const replaced = this.#options.store.state.verification?.documents.find(({ id }) => id === documentId);
    return replaced?.documentTypeId === documentTypeId && Object.keys(replaced.fields).length > 0 ? replaced.fields : undefined;
  }

  #documentToJoin({ documentId, draftId }: Upload): string | undefined {
    const { verification } = this.#options.store.state;
    const isKnown = verification?.documents.some(({ id }) => id === documentId);
    return (isKnown ? documentId : undefined) ?? this.#drafts.idOf(draftId);
  }
}

function newFile({ upload: { side, page, name }, mediaType, sizeBytes }: Announced) {
  if (side === 'unknown') throw new KycError('contract_error');
  const fileName = [...name.normalize('NFC')].slice(0, 200).join('') || 'document';
  return { side, page, fileName, mediaType, sizeBytes };
}
