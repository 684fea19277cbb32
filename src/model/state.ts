/**
 * The whole truth the engine holds: what the server said and what this browser has in flight, side by side.
 *
 * `reduce()` is the only way from one state to the next and is pure; a snapshot never touches uploads and an upload
 * never touches the snapshot. Unchanged parts keep their identity, so a view can compare by reference.
 */
import type { KycError } from './errors.ts';
import { transition, type RemovedDetails, type Upload, type UploadPhase } from './upload.ts';
import type { Verification } from './verification.ts';
import { shareStructure } from './share-structure.ts';

export type Session =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'submitting' }
  | { readonly kind: 'failed'; readonly error: KycError };

/** What was just sent, kept for the confirmation. */
export interface Submission {
  readonly submissionId: string;
  readonly submittedAt: string;
}

/** A word to the person about something they did not do or that did not work; the newest replaces the one before. */
export interface Notice {
  /** Grows, so that the same words twice are two notices. */
  readonly id: number;
  readonly kind:
    | 'changed_meanwhile' | 'action_failed' | 'comment' | 'too_many_at_once' | 'not_a_file' | 'nothing_to_add'
    | 'status_changed' | 'window_blocked';
  readonly error?: KycError;
  readonly documentId?: string;
  readonly limit?: number;
  readonly actual?: number;
}

export interface State {
  readonly session: Session;
  readonly verification: Verification | undefined;
  readonly uploads: readonly Upload[];
  /** What was taken out of files this page has stored, by file id. */
  readonly cleaned: Readonly<Record<string, RemovedDetails>>;
  /** Documents, files that a request is changing right now; their buttons wait. */
  readonly busyIds: readonly string[];
  /** A refresh failed while an older snapshot stands; null when the last one worked. */
  readonly problem: KycError | null;
  readonly isOnline: boolean;
  /** Epoch milliseconds of the last answer that confirmed or renewed the snapshot. */
  readonly checkedAt: number | null;
  readonly submission: Submission | null;
  /** Consents given on this page and not sent yet: the version agreed to, by consent id. */
  readonly consents: Readonly<Record<string, string>>;
  readonly notice: Notice | null;
}

export const initialState: State = {
  session: { kind: 'idle' },
  verification: undefined,
  uploads: [],
  cleaned: {},
  busyIds: [],
  problem: null,
  isOnline: true,
  checkedAt: null,
  submission: null,
  consents: {},
  notice: null,
};

export type Action =
  | { readonly kind: 'reset' }
  | { readonly kind: 'load' }
  | { readonly kind: 'snapshot'; readonly verification: Verification; readonly at: number }
  | { readonly kind: 'confirmed'; readonly at: number }
  | { readonly kind: 'fail'; readonly error: KycError }
  | { readonly kind: 'online'; readonly isOnline: boolean }
  | { readonly kind: 'submit' }
  | { readonly kind: 'submitted'; readonly submission: Submission }
  | { readonly kind: 'submit_failed' }
  | { readonly kind: 'consent'; readonly id: string; readonly version: string | null }
  | { readonly kind: 'busy'; readonly id: string; readonly isBusy: boolean }
  | { readonly kind: 'notice'; readonly notice: Omit<Notice, 'id'> }
  | { readonly kind: 'notice_dismissed' }
  | { readonly kind: 'upload_added'; readonly upload: Upload }
  | { readonly kind: 'upload_phase'; readonly uploadId: string; readonly phase: UploadPhase }
  | { readonly kind: 'upload_named'; readonly uploadId: string; readonly documentId: string; readonly fileId: string }
  | { readonly kind: 'upload_prepared'; readonly uploadId: string; readonly mediaType: string; readonly removed?: RemovedDetails }
  | { readonly kind: 'upload_removed'; readonly uploadId: string };

/** The next state. Throws on an illegal upload transition: a bug in the caller. */
export function reduce(state: State, action: Action): State {
  switch (action.kind) {
    case 'reset': return { ...initialState, isOnline: state.isOnline };
    case 'load': return state.verification ? state : { ...state, session: { kind: 'loading' } };
    case 'snapshot': return withSnapshot(state, action.verification, action.at);
    case 'confirmed': return { ...state, problem: null, checkedAt: action.at };
    case 'fail': return withFailure(state, action.error);
    case 'online': return state.isOnline === action.isOnline ? state : { ...state, isOnline: action.isOnline };
    case 'submit': return { ...state, session: { kind: 'submitting' } };
    case 'submitted': return { ...state, session: { kind: 'ready' }, submission: action.submission, consents: {} };
    case 'submit_failed': return { ...state, session: { kind: 'ready' } };
    case 'consent': return { ...state, consents: withConsent(state.consents, action) };
    case 'busy': return { ...state, busyIds: withId(state.busyIds, action.id, action.isBusy) };
    case 'notice': return { ...state, notice: { ...action.notice, id: (state.notice?.id ?? 0) + 1 } };
    case 'notice_dismissed': return { ...state, notice: null };
    default: return { ...state, uploads: reduceUploads(state.uploads, action), cleaned: cleanedAfter(state, action) };
  }
}

type UploadAction = Extract<Action, { kind: `upload_${string}` }>;

function reduceUploads(uploads: readonly Upload[], action: UploadAction): readonly Upload[] {
  if (action.kind === 'upload_added') return [...uploads, action.upload];
  if (action.kind === 'upload_removed') return uploads.filter(({ uploadId }) => uploadId !== action.uploadId);
  return uploads.map((upload) => (upload.uploadId === action.uploadId ? changeUpload(upload, action) : upload));
}

/** A stored file's row goes; what was taken out of it stays known. */
function cleanedAfter({ uploads, cleaned }: State, action: UploadAction): State['cleaned'] {
  if (action.kind !== 'upload_removed') return cleaned;
  const { fileId, removed, phase } = uploads.find(({ uploadId }) => uploadId === action.uploadId) ?? {};
  return fileId && removed && phase?.kind === 'stored' ? { ...cleaned, [fileId]: removed } : cleaned;
}

function changeUpload(upload: Upload, action: Exclude<UploadAction, { kind: 'upload_added' | 'upload_removed' }>): Upload {
  if (action.kind === 'upload_phase') return transition(upload, action.phase);
  if (action.kind === 'upload_prepared') return { ...upload, mediaType: action.mediaType, removed: action.removed };
  return { ...upload, documentId: action.documentId, fileId: action.fileId };
}

function withSnapshot(state: State, verification: Verification, at: number): State {
  return {
    ...state,
    session: state.session.kind === 'submitting' ? state.session : { kind: 'ready' },
    verification: shareStructure(state.verification, verification),
    problem: null,
    checkedAt: at,
  };
}

function withFailure(state: State, error: KycError): State {
  return state.verification ? { ...state, problem: error } : { ...state, session: { kind: 'failed', error } };
}

function withConsent(consents: State['consents'], { id, version }: { readonly id: string; readonly version: string | null }): State['consents'] {
  const others = Object.fromEntries(Object.entries(consents).filter(([other]) => other !== id));
  return version === null ? others : { ...others, [id]: version };
}

function withId(ids: readonly string[], id: string, isPresent: boolean): readonly string[] {
  const others = ids.filter((other) => other !== id);
  return isPresent ? [...others, id] : others;
}
