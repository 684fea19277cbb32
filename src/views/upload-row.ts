/** One chosen file on its way: how far it is, how long it takes, what can be done about it, why it was refused. */
import { html, nothing, type TemplateResult } from 'lit';
import { lookUp } from '../localization/messages.ts';
import { canEdit } from '../model/edits.ts';
import type { Refusal, Upload, UploadPhase } from '../model/upload.ts';
import { anchorId, type AddTarget, type CardContext, type Intent } from './context.ts';
import { countdown } from './countdown.ts';
import { factsOf } from './facts.ts';
import { fileName } from './file-name.ts';
import { filePicker, isPhotographable, photoPicker } from './file-picker.ts';
import { icon, type IconName } from './icons.ts';
import { removedNote } from './removed-note.ts';
import { thumbnail } from './thumbnail.ts';

export function uploadRow(context: CardContext, upload: Upload): TemplateResult {
  const { phase } = upload;
  // A file that falls on a row that asks for one is meant for it.
  const place = phase.kind === 'needs_file' ? upload : undefined;
  return html`<div class="file upload phase-${phase.kind}" part="file upload" id=${anchorId('upload', upload.uploadId)} tabindex="-1"
    role="group" aria-label=${upload.name} data-upload-id=${upload.uploadId} data-side=${place?.side ?? nothing}
    data-type-id=${place?.documentTypeId ?? nothing} data-document-id=${place?.documentId ?? nothing}>
    ${thumbnail({ upload }, context.loadThumbnail, upload.mediaType)}
    <div class="file-words">
      ${fileName(upload.name)}
      <p class="file-facts">${factsText(context, upload)}</p>
      ${progressBar(context, upload)}
      ${troubleText(context, upload)}
      ${removedNote(context, upload.removed)}
    </div>
    <div class="actions">${actionsOf(context, upload)}</div>
  </div>`;
}

/** Side and size on one line, how it goes on the next: rows keep their height while that changes. */
function factsText(context: CardContext, { side, sizeBytes, phase }: Upload): TemplateResult {
  const { texts, format } = context;
  const known = [side === 'front' || side === 'back' ? texts.side[side] : '', format.bytes(sizeBytes)];
  const look = lookOf(phase);
  return html`${known.filter(Boolean).join('\u00a0· ')}<span class="state state-line ${look.tone}">${look.icon ? icon(look.icon) : nothing}<span
    >${stateText(context, phase)}</span></span>`;
}

function lookOf({ kind }: UploadPhase): { readonly tone: string; readonly icon?: IconName } {
  switch (kind) {
    case 'refused': case 'failed': return { tone: 'tone-danger', icon: 'warning' };
    case 'warned': return { tone: 'tone-warning', icon: 'warning' };
    case 'waiting': return { tone: 'tone-warning', icon: 'clock' };
    case 'needs_file': return { tone: 'tone-info', icon: 'file' };
    default: return { tone: '' };
  }
}

function stateText(context: CardContext, phase: UploadPhase): unknown {
  const { texts, format, state } = context;
  const word = texts.phase[phase.kind];
  const isHeld = phase.kind === 'waiting' || phase.kind === 'queued';
  if (isHeld && !state.isOnline) return texts.waiting_for.offline;
  if (phase.kind === 'waiting') return waitingText(context, phase);
  if (phase.kind !== 'uploading' || phase.remainingMs === null) return word;
  return `${word}\u00a0· ${texts.time_left({ time: format.duration(phase.remainingMs) })}`;
}

/** Why, and when it goes on. A timer by role: its ticking is not read out. */
function waitingText({ texts, format }: CardContext, { code, retryAt }: Extract<UploadPhase, { kind: 'waiting' }>): unknown {
  const why = lookUp(texts.waiting_for, code) ?? texts.phase.waiting;
  // When the other tab is done or closed is not a matter of seconds.
  if (code === 'other_tab') return why;
  const say = (remainingMs: number) => (remainingMs > 0 ? texts.retry_in({ time: format.duration(remainingMs) }) : texts.retry_now);
  return html`${why}\u00a0· <span class="timer" role="timer">${countdown(retryAt, say)}</span>`;
}

function progressBar(context: CardContext, { name, phase, sizeBytes }: Upload): unknown {
  const label = context.texts.progress_label({ name });
  if (phase.kind === 'uploading') {
    return html`<progress part="progress" aria-label=${label} max="100" .value=${percent(phase.loadedBytes, phase.totalBytes)}></progress>`;
  }
  if (phase.kind === 'paused' || phase.kind === 'waiting' || phase.kind === 'needs_file') {
    return html`<progress part="progress" aria-label=${label} max="100" .value=${percent(phase.loadedBytes, sizeBytes)}></progress>`;
  }
  const isMoving = phase.kind === 'inspecting' || phase.kind === 'queued' || phase.kind === 'confirming';
  return isMoving ? html`<progress part="progress" aria-label=${label} max="100" .value=${phase.kind === 'confirming' ? 100 : 0}></progress>` : nothing;
}

function percent(loadedBytes: number, totalBytes: number): number {
  return totalBytes > 0 ? Math.min(100, Math.round((loadedBytes / totalBytes) * 100)) : 0;
}

/** What a refused, warned or failed file says. */
function troubleText(context: CardContext, { phase }: Upload): unknown {
  const texts = context.texts;
  if (phase.kind === 'refused') return html`<p class="trouble" part="file-message">${refusalText(context, phase.refusal)}</p>`;
  if (phase.kind === 'warned') {
    return phase.codes.map((code) => html`<p class="trouble" part="file-message">${refusalText(context, { code })}</p>`);
  }
  if (phase.kind !== 'failed') return nothing;
  const said = codeText(context, phase) ?? texts.notice.action_failed;
  return html`<p class="trouble" part="file-message">${said}</p>`;
}

function refusalText(context: CardContext, refusal: Refusal): string {
  return codeText(context, refusal) ?? context.texts.intake_unknown;
}

/** Advice about the file with its numbers; where a server sent none, the plain sentence. */
function codeText({ texts, format }: CardContext, coded: Refusal): string | undefined {
  const facts = factsOf(format, coded.code, coded);
  const isBare = facts.limit === undefined && facts.actual === undefined;
  const [advice, plain] = [lookUp(texts.intake, coded.code), lookUp(texts.problem, coded.code)];
  return (isBare ? plain ?? advice : advice ?? plain)?.(facts);
}

function actionsOf(context: CardContext, upload: Upload): unknown {
  const { phase } = upload;
  const texts = context.texts;
  const act = actionMaker(context, upload);
  const cancel = act('cancel', texts.cancel);
  switch (phase.kind) {
    case 'uploading': case 'queued': return [act('pause', texts.pause), cancel];
    case 'waiting': return [act('retry', texts.try_now), cancel];
    case 'paused': return [act('resume', texts.resume), cancel];
    case 'inspecting': case 'confirming': return cancel;
    case 'warned': return [better(context, upload, phase.codes), turnOrCrop(context, upload), act('confirm', texts.use_anyway), act('dismiss', texts.remove)];
    case 'failed': return [wayOut(context, upload, phase), act('dismiss', texts.remove)];
    case 'refused': return [chooseOther(context, upload, texts.choose_other), act('dismiss', texts.dismiss)];
    case 'needs_file': return [chooseAgain(context, upload), cancel];
    default: return nothing;
  }
}

type Act = Extract<Intent, { uploadId?: string }>['kind'];

function actionMaker({ dispatch, texts }: CardContext, { uploadId, name }: Upload) {
  return (kind: Act, label: string): TemplateResult => html`<button type="button" class="button button-quiet" part="button"
    aria-label=${texts.of_file({ action: label, name })} @click=${() => dispatch({ kind, uploadId })}>${label}</button>`;
}

/** What heals a failure: the same again, another file, or nothing that can be done here. */
function wayOut(context: CardContext, upload: Upload, { code, retryable }: Extract<UploadPhase, { kind: 'failed' }>): unknown {
  const { texts } = context;
  if (retryable) return actionMaker(context, upload)('retry', texts.upload_retry);
  const isAboutFile = Object.hasOwn(texts.intake, code) || !Object.hasOwn(texts.problem, code);
  return isAboutFile ? chooseOther(context, upload, texts.choose_other) : nothing;
}

/** Another file for the same place; the row of the first goes with it. */
function chooseOther(context: CardContext, upload: Upload, label: string): TemplateResult {
  return filePicker(context, otherFile(upload, label));
}

function otherFile(upload: Upload, label: string) {
  return { label, about: upload.name, target: { ...placeOf(upload), insteadOf: upload.uploadId }, className: 'button-quiet' };
}

/** A new photo of the same would be no better. */
const wrongFile = ['duplicate', 'animated'];

/** On devices held in the hand a photo is taken again; elsewhere, and where a photo would not help, another file is chosen. */
function better(context: CardContext, upload: Upload, codes: readonly string[]): TemplateResult {
  const { texts, camera } = context;
  const isRetaken = camera.isFirst && isPhotographable(context) && codes.some((code) => !wrongFile.includes(code));
  return isRetaken ? photoPicker(context, otherFile(upload, texts.take_photo_again)) : chooseOther(context, upload, texts.choose_other);
}

function turnOrCrop({ category, texts, dispatch }: CardContext, { uploadId, name, mediaType }: Upload): unknown {
  if (!canEdit(category, mediaType)) return nothing;
  return html`<button type="button" class="button button-quiet" part="button edit-button"
    aria-label=${texts.of_file({ action: texts.turn_or_crop, name })}
    @click=${() => dispatch({ kind: 'edit', source: { uploadId } })}>${texts.turn_or_crop}</button>`;
}

/** The same file, after a reload; the engine knows it by its content. Its row stays until then. */
function chooseAgain(context: CardContext, upload: Upload): TemplateResult {
  const { verification, texts } = context;
  const { side, replaces } = upload;
  // The document that a begun one stands in for is known to the server already.
  const isFile = verification.documents.some(({ files }) => files.some(({ id }) => id === replaces));
  const target = { ...placeOf(upload), side, replaces: isFile ? replaces : undefined };
  return filePicker(context, { label: texts.choose_again, about: upload.name, target, className: 'button-primary' });
}

function placeOf({ categoryId, documentTypeId, side, documentId, replaces }: Upload): AddTarget {
  const isPlaced = side === 'front' || side === 'back';
  return { categoryId, documentTypeId, documentId, replaces, ...(isPlaced ? { side } : {}) };
}
