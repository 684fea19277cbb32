/** A renewal: why, by when in words, how far it is, and a way to each card it is about. */
import { html, nothing, type TemplateResult } from 'lit';
import { isEditable } from '../model/selectors.ts';
import type { Renewal } from '../model/verification.ts';
import { calendarFile } from './calendar-file.ts';
import type { AfterContext } from './context.ts';
import { isLockedOut } from './header.ts';
import { heading } from './heading.ts';
import { timeLeft } from './time-left.ts';

export function renewalView(context: AfterContext): unknown {
  const { verification, headingLevel } = context;
  const { renewal } = verification;
  if (!renewal || isLockedOut(verification)) return nothing;
  return html`<section class="panel" part="renewal" aria-labelledby="renewal-title">
    ${heading({ level: headingLevel + 1, id: 'renewal-title', part: 'section-title' }, titleText(context, renewal))}
    <p>${words(context, renewal)}</p>
    ${actions(context, renewal)}
  </section>`;
}

function titleText({ texts, state }: AfterContext, renewal: Renewal): string {
  const isDue = renewal.status === 'due' || renewal.status === 'unknown';
  return isDue && isOverdue(renewal, state) ? texts.renewal_overdue_title : texts.renewal_title[renewal.status];
}

function words(context: AfterContext, renewal: Renewal): string {
  const { texts, format, state, verification } = context;
  const { status, reason, dueAt } = renewal;
  if (status === 'pending') return texts.renewal_step.pending;
  const isLate = isOverdue(renewal, state);
  const date = { date: format.date(dueAt), left: timeLeft(format.locale, Date.parse(dueAt), nowOf(state)) };
  return [
    isLate && reason === 'document_expiring' ? texts.renewal_expired : texts.renewal[reason],
    // A date nobody can read is not spoken of.
    date.date === '' ? '' : isLate ? texts.renewal_overdue(date) : texts.renewal_by(date),
    texts.renewal_step[status],
    verification.status === 'completed' && status !== 'unknown' ? texts.renewal_early : '',
  ].filter(Boolean).join(' ');
}

/** Epoch milliseconds the server was last asked at: what is shown is true for then. */
function nowOf({ checkedAt }: AfterContext['state']): number {
  return checkedAt ?? Date.now();
}

/** Its date had passed when the server was last asked. */
export function isOverdue({ dueAt }: Renewal, state: AfterContext['state']): boolean {
  return Date.parse(dueAt) < nowOf(state);
}

function actions(context: AfterContext, renewal: Renewal): unknown {
  if (renewal.status === 'pending') return nothing;
  return html`<div class="ways">${categoryButtons(context, renewal)}${reminderButton(context, renewal)}</div>`;
}

function categoryButtons({ verification, texts, isReadonly, dispatch }: AfterContext, { categoryIds, status }: Renewal): unknown {
  if (isReadonly || !isEditable(verification)) return nothing;
  const named = verification.categories.filter(({ id }) => categoryIds.includes(id));
  const look = status === 'due' ? 'button-primary' : '';
  return named.map(({ id, title }) => html`<button type="button" class="button ${look}" part="button renew-button"
    @click=${() => dispatch({ kind: 'go_to', blocker: { kind: 'documents_missing', categoryId: id } })}><bdi>${texts.renew_category({ category: title })}</bdi></button>`);
}

function reminderButton({ texts, format, state, verification, dispatch }: AfterContext, renewal: Renewal): TemplateResult | typeof nothing {
  if (format.date(renewal.dueAt) === '' || isOverdue(renewal, state)) return nothing;
  const save = () => dispatch({ kind: 'save', file: calendarFile({
    uid: `${verification.id}-renewal`, title: texts.after.reminder_title,
    text: texts.after.reminder_text({ date: format.date(renewal.dueAt) }), dueAt: Date.parse(renewal.dueAt), now: Date.now(),
  }) });
  return html`<button type="button" class="button button-quiet" part="button reminder-button" @click=${save}>${texts.after.reminder}</button>`;
}
