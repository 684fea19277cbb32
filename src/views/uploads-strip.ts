/** Two or more files on their way, as one: how far they are together, how long it takes, what can be done with all. */
import { html, nothing, type TemplateResult } from 'lit';
import { isUnderWay, type Upload } from '../model/upload.ts';
import { askFirst } from './ask-first.ts';
import type { ReadyContext } from './context.ts';

const pausable = ['queued', 'uploading', 'waiting'];

export function uploadsStrip(context: ReadyContext): TemplateResult | typeof nothing {
  const { state, texts } = context;
  const moving = state.uploads.filter(isUnderWay);
  if (moving.length < 2) return nothing;
  const total = sumUp(moving);
  return html`<div class="uploads" part="uploads" role="group" aria-label=${texts.uploads_title}>
    <progress part="progress" aria-label=${texts.uploads_title} max="100" .value=${Math.round(total.ratio * 100)}></progress>
    <p>${stripText(context, moving, total)}</p>
    <div class="uploads-actions">${actionsOf(context, moving)}</div>
  </div>`;
}

interface Total {
  /** 0 to 1. */
  readonly ratio: number;
  readonly remainingMs: number | null;
}

/** What is left by what all of them move together; paused ones are not waited for. */
function sumUp(moving: readonly Upload[]): Total {
  const sum = (uploads: readonly Upload[], value: (upload: Upload) => number) => uploads.reduce((total, upload) => total + value(upload), 0);
  const left = (upload: Upload) => Math.max(0, upload.sizeBytes - loadedBytes(upload));
  const bytesPerMs = sum(moving, (upload) => {
    const remainingMs = upload.phase.kind === 'uploading' ? upload.phase.remainingMs : null;
    return remainingMs ? left(upload) / remainingMs : 0;
  });
  const wantedBytes = sum(moving.filter(({ phase }) => phase.kind !== 'paused'), left);
  const sizeBytes = sum(moving, (upload) => upload.sizeBytes);
  return {
    ratio: sizeBytes > 0 ? 1 - sum(moving, left) / sizeBytes : 0,
    remainingMs: bytesPerMs > 0 ? wantedBytes / bytesPerMs : null,
  };
}

function loadedBytes({ phase, sizeBytes }: Upload): number {
  if (phase.kind === 'confirming') return sizeBytes;
  return 'loadedBytes' in phase ? phase.loadedBytes : 0;
}

function stripText({ texts, format }: ReadyContext, moving: readonly Upload[], { ratio, remainingMs }: Total): string {
  const p = { count: format.count(moving.length), percent: format.percent(ratio) };
  if (moving.every(({ phase }) => phase.kind === 'paused')) return texts.uploads_paused(p);
  return remainingMs === null ? texts.uploads(p) : texts.uploads_left({ ...p, time: format.duration(remainingMs) });
}

/** One button pauses what moves and resumes what stands; it stays the same one, so that it keeps the focus. */
function actionsOf({ texts, dispatch }: ReadyContext, moving: readonly Upload[]): TemplateResult {
  const kind = moving.some(({ phase }) => pausable.includes(phase.kind)) || !moving.some(({ phase }) => phase.kind === 'paused') ? 'pause' : 'resume';
  return html`<button type="button" class="button button-quiet" part="button"
      @click=${() => dispatch({ kind })}>${kind === 'pause' ? texts.pause_all : texts.resume_all}</button>
    ${askFirst(texts, {
      label: texts.cancel_all, name: texts.cancel_all, question: texts.cancel_all_question, yes: texts.cancel_all_yes, part: 'cancel-all',
      onYes: () => dispatch({ kind: 'cancel' }),
    })}`;
}
