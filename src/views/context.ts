/** What every view gets: the state, the words, what this view of it is doing, and one typed way to ask for something. */
import type { TemplateResult } from 'lit';
import type { Formatters } from '../localization/formatters.ts';
import type { AfterMessages, Catalogue, Messages } from '../localization/messages.ts';
import type { Blocker } from '../model/blockers.ts';
import type { Edits } from '../model/edits.ts';
import type { State } from '../model/state.ts';
import type { Upload } from '../model/upload.ts';
import type { Category, DocumentFile, Side, VerificationDocument, Verification } from '../model/verification.ts';
import type { OpenTicket } from './letter.ts';

/** Where chosen files go. */
export interface AddTarget {
  readonly categoryId: string;
  readonly documentTypeId?: string;
  readonly side?: Side;
  /** Add to this document … */
  readonly documentId?: string;
  /** … or in place of this file (with `documentId`) or document. */
  readonly replaces?: string;
  /** A chosen file that is not sent; it goes once there is another. */
  readonly insteadOf?: string;
}

/** A picture to turn or crop. */
export type EditSource = { readonly uploadId: string } | { readonly documentId: string; readonly fileId: string };

/** What a letter to support is about; its subject is prefilled from it. */
export interface TicketTopic {
  readonly kind: 'general' | 'document' | 'upload' | 'decision' | 'locked' | 'details_changed';
  readonly categoryId?: string;
  readonly documentId?: string;
  /** For `upload`: the file that was not added. */
  readonly uploadId?: string;
}

/** A paper to keep; everything on it is ready to be read. */
export interface Paper {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly entries: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

/** Text to be saved under a name. */
export interface TextFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}

/** What a person asked for. The element alone acts on it. */
export type Intent =
  | { readonly kind: 'add_files'; readonly target: AddTarget; readonly files: readonly File[] }
  | { readonly kind: 'choose_type'; readonly categoryId: string; readonly documentTypeId: string }
  | { readonly kind: 'change_type'; readonly documentId: string; readonly documentTypeId: string }
  | { readonly kind: 'remove_document'; readonly documentId: string }
  | { readonly kind: 'remove_file'; readonly documentId: string; readonly fileId: string }
  | { readonly kind: 'view_file'; readonly documentId: string; readonly fileId: string }
  | { readonly kind: 'close_viewer' }
  /** Turn or crop a picture that stands on the server, or one that is not sent yet. */
  | { readonly kind: 'edit'; readonly source: EditSource }
  | { readonly kind: 'apply_edits'; readonly source: EditSource; readonly edits: Edits }
  | { readonly kind: 'close_editor' }
  | { readonly kind: 'take_photo'; readonly target: AddTarget }
  /** `isUsed`: with a photo, or a file in its place. */
  | { readonly kind: 'close_camera'; readonly isUsed?: boolean }
  | { readonly kind: 'set_fields'; readonly documentId: string; readonly fields: Readonly<Record<string, string>> }
  /** A page one place towards the start or the end of its document. */
  | { readonly kind: 'move_page'; readonly documentId: string; readonly fileId: string; readonly by: -1 | 1 }
  /** The same document once more, for another category. */
  | { readonly kind: 'copy_document'; readonly documentId: string; readonly categoryId: string; readonly documentTypeId: string }
  /** One upload, or all of them. */
  | { readonly kind: 'pause' | 'resume' | 'retry' | 'cancel'; readonly uploadId?: string }
  | { readonly kind: 'confirm' | 'dismiss'; readonly uploadId: string }
  /** The rows of all files of a card that are not sent. */
  | { readonly kind: 'dismiss_refused'; readonly categoryId: string }
  | { readonly kind: 'toggle_category'; readonly categoryId: string; readonly isOpen: boolean }
  | { readonly kind: 'go_to'; readonly blocker: Blocker }
  | { readonly kind: 'submit' }
  | { readonly kind: 'close_sent' }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'dismiss_notice' }
  | { readonly kind: 'set_consent'; readonly consentId: string; readonly isGiven: boolean }
  /** Takes the submission under review back. */
  | { readonly kind: 'withdraw' }
  /** Something to keep: on paper, or as a file. */
  | { readonly kind: 'print'; readonly paper: Paper }
  | { readonly kind: 'save'; readonly file: TextFile }
  /** Comments that were in sight long enough to be read. */
  | { readonly kind: 'comments_seen'; readonly commentIds: readonly string[] }
  /** Writes to support, here on the page. */
  | { readonly kind: 'open_ticket'; readonly about: TicketTopic }
  | { readonly kind: 'close_ticket' }
  | { readonly kind: 'support'; readonly channel: 'ticket' | 'email'; readonly about: TicketTopic;
      /** The click on the link, so that the element may keep it from being followed. */
      readonly event: Event };

/** What the person is looking at; local to the element, never sent. */
export interface UiState {
  readonly chosenTypes: Readonly<Record<string, string>>;
  /** Cards the person folded, unfolded or works in, which stay as they are; absent = the view decides. */
  readonly openCategories: Readonly<Record<string, boolean>>;
  /** Comments that were unread when this visit began, or came in it. */
  readonly newCommentIds?: ReadonlySet<string>;
  /** Submit was pressed with something missing: the list is shown until nothing is. */
  readonly isMissingListShown: boolean;
  readonly isSentDialogOpen: boolean;
  /** Card files are being dragged over, and whether they may be dropped there. */
  readonly drag: { readonly categoryId: string; readonly isValid: boolean } | null;
  readonly viewing: { readonly documentId: string; readonly fileId: string } | null;
  readonly editing: EditSource | null;
  /** The letter to support: its form stays in the tree once it was opened. */
  readonly ticket: OpenTicket | null;
  /** Where the photo goes that is being taken. */
  readonly photographing: AddTarget | null;
}

export interface ReplaceOptions {
  /** Absent: the whole document, by a new one. */
  readonly file?: DocumentFile;
  readonly isPrimary: boolean;
}

/** What stands below the stages; on its way together with the first snapshot. */
export interface PageViews {
  /** Cards, outcome, checklist, comments, support, submit bar. */
  pageView(context: SnapshotContext): TemplateResult;
  /** What is left when nothing is required. */
  bareView(context: SnapshotContext): TemplateResult;
  /** What did not work, or changed without the person. */
  noticeBanner(context: SnapshotContext): unknown;
}

/** Views that load once there is something to look back on or to wait for: sent, decided, to be renewed, replaced. */
export interface AfterViews {
  /** The renewal that comes up or is under way; above the cards. */
  renewal(context: ReadyContext): unknown;
  /** Timeline, receipt, withdrawal, changed details; under everything else, where it moves nothing when it arrives. */
  afterView(context: ReadyContext): unknown;
  /** Documents of a category that others took the place of, folded. */
  history(context: CardContext): unknown;
}

/** Views that load when adding becomes possible. */
export interface AddingViews {
  /** Document-type choice, side slots, drop area with its buttons, uploads in flight without a document yet. */
  addArea(context: CardContext): TemplateResult;
  /** Change type and remove, for a document that may change. */
  documentActions(context: CardContext, document: VerificationDocument): TemplateResult;
  /** An empty side of a document that is under way, with its buttons. */
  sideSlot(context: CardContext, document: VerificationDocument, side: Side): TemplateResult;
  /** What the type asks about a document, to fill in. */
  fieldsForm(context: CardContext, document: VerificationDocument): unknown;
  /** Moves one page up or down, or removes it. */
  pageActions(context: CardContext, document: VerificationDocument, file: DocumentFile): unknown;
  /** Replace one file of a document, or all of it; primary where it is the one thing to do. */
  replaceAction(context: CardContext, document: VerificationDocument, options: ReplaceOptions): TemplateResult;
  /** A good and a bad picture for a reason code that one helps with. */
  reasonExample(context: CardContext, code: string, side: Side): unknown;
  /** One chosen file's journey: progress, pause, resume, retry, refused, warned. */
  uploadRow(context: CardContext, upload: Upload): TemplateResult;
  /** Whether nothing is missing for Submit. */
  isComplete(state: State): boolean;
  /** Sticky bar with the count, Submit, and the list of what is missing. */
  submitBar(context: ReadyContext): unknown;
  /** Confirmation after sending, a native dialog. */
  sentDialog(context: ReadyContext): TemplateResult;
}

export interface ViewContext {
  readonly state: State;
  readonly texts: Messages;
  readonly format: Formatters;
  readonly ui: UiState;
  readonly isReadonly: boolean;
  /** 1–6: level of the widget's title; sections are one below. */
  readonly headingLevel: number;
  /**
   * How a photo is taken: in our dialog, by the phone's own camera (`capture`) where the page may not use one, or not at all.
   * `isFirst` on devices held in the hand.
   */
  readonly camera: { readonly kind: 'dialog' | 'capture' | 'none'; readonly isFirst: boolean };
  readonly page: PageViews | undefined;
  readonly adding: AddingViews | undefined;
  readonly after: AfterViews | undefined;
  readonly dispatch: (intent: Intent) => void;
  /** The URL when it is http(s) and of the endpoint's or an allowed origin, else undefined. */
  readonly allowedUrl: (url: string | null | undefined) => string | undefined;
  /** A small picture of a stored file or of a chosen one; undefined where there is none. */
  readonly loadThumbnail: (source: { readonly file: DocumentFile } | { readonly upload: Upload }, signal: AbortSignal) => Promise<Blob | ImageBitmap | undefined>;
}

/** A loaded snapshot to draw. */
export interface SnapshotContext extends ViewContext {
  readonly verification: Verification;
}

/** On the page below the stages: its texts came with its views. */
export interface ReadyContext extends SnapshotContext {
  readonly texts: Catalogue;
}

/** Beside the views that load later: their texts came with them. */
export interface AfterContext extends ReadyContext {
  readonly texts: Catalogue & AfterMessages;
}

export interface CardContext extends ReadyContext {
  readonly category: Category;
  /** The first card with something left to do. */
  readonly isFirstOpen: boolean;
}

/** `id` inside the shadow root of a thing that can be gone to; safe for any text from the server. */
export function anchorId(kind: 'category' | 'document' | 'upload' | 'add' | 'field' | 'consent' | 'subject', id: string): string {
  return `${kind}-${encodeURIComponent(id)}`;
}
