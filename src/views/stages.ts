/** The three stages with what is known of each; on narrow hosts one line says where the customer is. */
import { html, nothing, type TemplateResult } from 'lit';
import { progressOf, stageOf, type Stage } from '../model/selectors.ts';
import type { SnapshotContext } from './context.ts';
import { openPoints } from './header.ts';

export function stagesView(context: SnapshotContext): unknown {
  const { texts, format, verification: { status } } = context;
  const current = stageOf(status);
  if (current === null) return nothing;
  const names = { 1: texts.stage_upload, 2: texts.stage_review, 3: texts.stage_completed } as const;
  const short = texts.stage_short({ number: format.number(current), total: format.number(3), name: names[current] });
  const stages = ([1, 2, 3] as const).map((stage) => stageItem(context, { stage, current, name: names[stage] }));
  return html`<div class="stages" part="stages">
    <ol aria-label=${texts.stages} class="plain">${stages}</ol>
    <p class="stage-short" aria-hidden="true">${short}${status === 'rejected' ? html` <span class="muted">· ${reviewNote(context)}</span>` : nothing}</p>
  </div>`;
}

interface StageItem {
  readonly stage: Stage;
  readonly current: Stage;
  readonly name: string;
}

function stageItem(context: SnapshotContext, { stage, current, name }: StageItem): TemplateResult {
  const { texts, format, verification: { status } } = context;
  const isDone = stage < current || status === 'completed';
  const state = isDone ? 'done' : stage === current ? 'current' : 'next';
  const spoken = { done: texts.stage_done, current: texts.stage_current, next: '' }[state];
  return html`<li class="stage stage-${state}" part="stage stage-${state}" aria-current=${stage === current ? 'step' : nothing}>
    <span class="stage-name">${format.number(stage)} ${name}${spoken ? html`<span class="visually-hidden"> (${spoken})</span>` : nothing}</span>
    <span class="stage-note">${stageNote(context, stage)}</span>
  </li>`;
}

function stageNote(context: SnapshotContext, stage: Stage): string {
  return { 1: uploadNote, 2: reviewNote, 3: endNote }[stage](context);
}

function uploadNote({ texts, format, verification }: SnapshotContext): string {
  const { status, review } = verification;
  const { fixes, requests } = openPoints(verification);
  if (status === 'action_required' && fixes + requests > 0) return texts[fixes > 0 ? 'stage_to_fix' : 'stage_to_add']({ count: format.count(fixes + requests) });
  if (stageOf(status) !== 1) {
    return review.submittedAt ? texts.stage_sent({ date: format.date(review.submittedAt) }) : '';
  }
  const { satisfied, required } = progressOf(verification);
  return texts.stage_added({ added: format.number(satisfied), total: format.number(required) });
}

function reviewNote({ texts, format, verification: { status, review } }: SnapshotContext): string {
  if (status === 'action_required') return texts.stage_after_resubmit;
  if (status === 'rejected' && review.decidedAt) return texts.stage_closed({ date: format.date(review.decidedAt) });
  const since = review.startedAt ?? review.submittedAt;
  if (status === 'pending' && since) return texts.stage_since({ date: format.dateTime(since) });
  if (status === 'completed' || !review.usual) return '';
  return texts.stage_usually({ range: format.hours(review.usual) });
}

function endNote({ texts, format, verification: { status, review } }: SnapshotContext): string {
  if (status === 'completed') return format.date(review.decidedAt);
  return status === 'rejected' ? '' : texts.stage_notify;
}
