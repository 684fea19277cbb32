/** One chosen file on its way: how far it is, how long it takes, what can be done about it, why it was refused. */
import { html, nothing, type TemplateResult } from 'lit';
import { lookUp, type Catalogue } from '../localization/messages.ts';
import type { Upload, UploadPhase } from '../model/upload.ts';
import { anchorId, type AddTarget, type CardContext, type Intent } from './context.ts';
import { factsOf } from './facts.ts';
import { fileName } from './file-name.ts';
import { filePicker } from './file-picker.ts';
import { icon } from './icons.ts';
import { thumbnail } from './thumbnail.ts';

export function uploadRow(context: CardContext, upload: Upload): TemplateResult {
  const { phase } = upload;
  return html`<div class="file upload phase-${phase.kind}" part="file upload" id=${anchorId('upload', upload.uploadId)} tabindex="-1"
    role="group" aria-label=${upload.name} data-upload-id=${upload.uploadId}>
    ${thumbnail({ upload }, context.loadThumbnail, upload.mediaType)}
    <div class="file-words">
      ${fileName(upload.name)}
      <p class="file-facts">${factsText(context, upload)}</p>
      ${progressBar(context, upload)}
      ${troubleText(context, upload)}
    </div>
    <div class="actions">${actionsOf(context, upload)}</div>
  </div>`;
}

function factsText(context: CardContext, { side, sizeBytes, phase }: Upload): unknown {
  const texts = context.texts;
  const known = [side === 'front' || side === 'back' ? texts.side[side] : '', context.format.bytes(sizeBytes)];
  const isTrouble = phase.kind === 'refused' || phase.kind === 'failed' || phase.kind === 'warned';
  const tone = phase.kind === 'warned' ? 'tone-warning' : isTrouble ? 'tone-danger' : '';
  const word = texts.phase[phase.kind];
  if (!isTrouble) return [...known, word, timeText(context, phase)].filter(Boolean).join('\u00a0· ');
  return html`${known.filter(Boolean).join('\u00a0· ')}<span class="state state-line ${tone}">${icon('warning')}<span>${word}</span></span>`;
}

function timeText({ texts: words, format }: CardContext, phase: UploadPhase): string {
  const texts = words;
  if (phase.kind !== 'uploading' || phase.remainingMs === null) return '';
  return texts.time_left({ time: format.duration(phase.remainingMs) });
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
  if (phase.kind === 'refused') return html`<p class="trouble" part="file-message">${refusalText(context, texts, phase.refusal)}</p>`;
  if (phase.kind === 'warned') {
    return phase.codes.map((code) => html`<p class="trouble" part="file-message">${refusalText(context, texts, { code })}</p>`);
  }
  if (phase.kind !== 'failed') return nothing;
  const say = lookUp(texts.intake, phase.code) ?? lookUp(texts.problem, phase.code);
  const said = say?.(factsOf(context.format, phase.code, phase)) ?? texts.notice.action_failed;
  return html`<p class="trouble" part="file-message">${said}</p>`;
}

type Refused = { readonly code: string; readonly limit?: number | string; readonly actual?: number | string };

function refusalText(context: CardContext, texts: Catalogue, refusal: Refused): string {
  const say = lookUp(texts.intake, refusal.code);
  const facts = factsOf(context.format, refusal.code, refusal);
  if (say) return say(facts);
  return lookUp(texts.problem, refusal.code)?.(facts) ?? texts.intake_unknown;
}

function actionsOf(context: CardContext, upload: Upload): unknown {
  const { phase } = upload;
  const texts = context.texts;
  const act = actionMaker(context, upload);
  const cancel = act('cancel', texts.cancel);
  switch (phase.kind) {
    case 'uploading': case 'queued': return [act('pause', texts.pause), cancel];
    case 'waiting': return [act('retry', texts.upload_retry), cancel];
    case 'paused': return [act('resume', texts.resume), cancel];
    case 'inspecting': case 'confirming': return cancel;
    case 'warned': return [chooseOther(context, upload, texts.take_photo_again), act('confirm', texts.use_anyway), act('dismiss', texts.remove)];
    case 'failed': return [phase.retryable ? act('retry', texts.upload_retry) : chooseOther(context, upload, texts.choose_other), act('dismiss', texts.remove)];
    case 'refused': return [chooseOther(context, upload, texts.choose_other), act('dismiss', texts.dismiss)];
    case 'needs_file': return [chooseOther(context, upload, texts.choose_again), cancel];
    default: return nothing;
  }
}

type Act = Extract<Intent, { uploadId: string }>['kind'];

function actionMaker({ dispatch, texts }: CardContext, { uploadId, name }: Upload) {
  return (kind: Act, label: string): TemplateResult => html`<button type="button" class="button button-quiet" part="button"
    aria-label=${texts.of_file({ action: label, name })} @click=${() => dispatch({ kind, uploadId })}>${label}</button>`;
}

/** Another file for the same place; the row of the first goes with it. */
function chooseOther(context: CardContext, upload: Upload, label: string): TemplateResult {
  const { categoryId, documentTypeId, side, documentId, replaces, uploadId, name } = upload;
  const isPlaced = side === 'front' || side === 'back';
  const target: AddTarget = { categoryId, documentTypeId, documentId, replaces, ...(isPlaced ? { side } : {}) };
  const dispatch = (intent: Intent) => {
    context.dispatch({ kind: 'dismiss', uploadId });
    context.dispatch(intent);
  };
  return filePicker({ ...context, dispatch }, { label, about: name, target, className: 'button-quiet' });
}
