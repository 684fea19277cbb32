/** What happened so far and what comes: added, sent, in review, decided. Rounds show as the snapshot tells them. */
import { html, nothing, type TemplateResult } from 'lit';
import { remembered } from '../model/remembered.ts';
import type { Verification, VerificationDocument } from '../model/verification.ts';
import type { AfterContext } from './context.ts';
import { isLate } from './header.ts';
import { icon, type IconName } from './icons.ts';
import { isOverdue } from './renewal.ts';

interface Step {
  readonly name: string;
  readonly state: 'done' | 'current' | 'next';
  /** A date or a few words; may be empty. */
  readonly note: string;
  /** Where done is not simply good. */
  readonly icon?: IconName;
}

const icons = { done: 'check', current: 'clock', next: 'todo' } as const;

export function timelineView(context: AfterContext): TemplateResult | typeof nothing {
  const found = steps(context);
  if (found.length === 0) return nothing;
  return html`<ol class="timeline plain" part="timeline">${found.map((step) => stepItem(context, step))}</ol>`;
}

function stepItem({ texts }: AfterContext, step: Step): TemplateResult {
  return html`<li class="step step-${step.state}" part="step step-${step.state}" aria-current=${step.state === 'current' ? 'step' : nothing}>
    ${icon(step.icon ?? icons[step.state])}
    <span><span class="step-name">${step.name}</span> <span class="muted">· ${texts.after.state[step.state]}</span>
    ${step.note ? html`<span class="step-note muted">${step.note}</span>` : nothing}</span>
  </li>`;
}

/** None before anything was sent. */
function steps(context: AfterContext): Step[] {
  const { texts: { after: { step } }, format, verification } = context;
  const { review: { submittedAt } } = verification;
  if (!submittedAt) return [];
  return [
    { name: step.added, state: 'done', note: addedNote(context) },
    { name: step.sent, state: 'done', note: format.dateTime(submittedAt) },
    reviewStep(context),
    decisionStep(context),
    ...nextStep(context),
  ];
}

/** When the first and the last file came that were sent. */
function addedNote({ format, verification }: AfterContext): string {
  const until = Date.parse(verification.review.submittedAt ?? '');
  const times = verification.documents.flatMap(timesOf).filter((at) => at <= until).sort((a, b) => a - b);
  const [first, last] = [format.date(times[0]), format.date(times.at(-1))];
  return first === last ? first : `${first} – ${last}`;
}

/** Epoch milliseconds at which its files came. */
const timesOf = remembered(({ files }: VerificationDocument) => files.flatMap(({ uploadedAt }) => (uploadedAt ? Date.parse(uploadedAt) : [])));

function isInReview({ status, renewal }: Verification): boolean {
  return status === 'pending' || (status === 'completed' && renewal?.status === 'pending');
}

function reviewStep({ texts: { after }, format, verification }: AfterContext): Step {
  const { startedAt } = verification.review;
  const name = after.step.review;
  if (!isInReview(verification)) return { name, state: verification.status === 'unknown' ? 'next' : 'done', note: format.dateTime(startedAt) };
  return { name, state: 'current', note: startedAt ? after.since({ date: format.dateTime(startedAt) }) : after.waits };
}

function decisionStep({ texts, format, state, verification }: AfterContext): Step {
  const { after: { step } } = texts;
  const { status, review } = verification;
  if (isInReview(verification) || status === 'unknown') {
    const isKnown = review.expectedBy !== null && !isLate(review, state);
    return { name: step.decided, state: 'next', note: isKnown ? texts.expected_by({ date: format.dateTime(review.expectedBy) }) : '' };
  }
  const note = format.dateTime(review.decidedAt);
  if (status === 'action_required') return { name: step.sent_back, state: 'done', note, icon: 'warning' };
  if (status === 'rejected') return { name: step.rejected, state: 'done', note, icon: 'stop' };
  return { name: status === 'collecting' ? step.decided : step.accepted, state: 'done', note };
}

/** What follows a decision: the next round, or a renewal. */
function nextStep({ texts: { after: { step } }, format, state, verification }: AfterContext): Step[] {
  const { status, renewal } = verification;
  if (status === 'action_required' || status === 'collecting') return [{ name: step.again, state: 'current', note: '' }];
  if (status === 'expired') return [{ name: step.expired, state: 'done', note: '', icon: 'warning' }, { name: step.again, state: 'current', note: '' }];
  if (status !== 'completed' || !renewal || renewal.status === 'pending') return [];
  const isToCome = renewal.status === 'due' && !isOverdue(renewal, state);
  return [{ name: step.renewal, state: isToCome ? 'next' : 'current', note: format.date(renewal.dueAt) }];
}
