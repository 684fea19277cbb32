/** What stays on the page after sending and after a decision: reference, dates, expectation, reason, renewal. */
import { html, nothing, type TemplateResult } from 'lit';
import { adviceFor } from './reason-advice.ts';
import type { ReadyContext } from './context.ts';
import { heading } from './heading.ts';


export function outcomeView(context: ReadyContext): unknown {
  const { status } = context.verification;
  return [
    status === 'pending' || status === 'completed' || status === 'rejected' ? factsView(context) : nothing,
    status === 'completed' ? html`<slot name="success"></slot>` : nothing,
    renewalView(context),
  ];
}

function factsView(context: ReadyContext): unknown {
  const { texts, verification: { status }, headingLevel } = context;
  const facts = sentFacts(context);
  if (facts.length === 0 && status !== 'rejected') return nothing;
  const title = { pending: texts.sent_title, rejected: texts.reason_title }[status as string] ?? texts.status.completed;
  return html`<section class="panel outcome" part="outcome" aria-labelledby="outcome-title">
    ${heading({ level: headingLevel + 1, id: 'outcome-title', part: 'section-title' }, title)}
    ${status === 'rejected' ? decisionReason(context) : nothing}
    ${factsList(facts)}
    ${status === 'pending' ? html`<p class="muted small">${texts.notify} ${lastChecked(context)}</p>` : nothing}
  </section>`;
}

function lastChecked({ state, texts, format }: ReadyContext): unknown {
  return state.checkedAt === null ? nothing : `${texts.last_checked({ time: format.time(state.checkedAt) })}.`;
}

type Fact = readonly [label: string, value: unknown];

export function factsList(facts: readonly Fact[]): TemplateResult {
  return html`<dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Reference, date and what to expect; as they also stand in the confirmation. */
export function sentFacts({ texts, format, state, verification: { review, status } }: ReadyContext): Fact[] {
  const submissionId = review.submissionId ?? state.submission?.submissionId;
  const submittedAt = review.submittedAt ?? state.submission?.submittedAt;
  const isOpen = status !== 'completed' && status !== 'rejected';
  const range = review.usual ? texts.expected_usually({ range: format.hours(review.usual) }) : texts.expected_unknown;
  const facts: Fact[] = [];
  if (submissionId) facts.push([texts.reference, html`<bdi class="reference">${submissionId}</bdi>`]);
  if (submittedAt) facts.push([texts.sent_on, format.dateTime(submittedAt)]);
  if (isOpen) facts.push([texts.expected, review.expectedBy ? texts.expected_by({ date: format.dateTime(review.expectedBy) }) : range]);
  if (!isOpen && review.decidedAt) facts.push([texts.decided_on, format.dateTime(review.decidedAt)]);
  return facts;
}

function decisionReason(context: ReadyContext): unknown {
  const { reason } = context.verification.review;
  if (!reason) return nothing;
  return html`<p>${reason.code && reason.code !== 'other' ? html`<strong>${adviceFor(context, reason).what}</strong> ` : nothing}${reason.message ? html`<bdi>${reason.message}</bdi>` : nothing}</p>`;
}

function renewalView({ texts, format, verification: { renewal }, headingLevel }: ReadyContext): unknown {
  if (!renewal) return nothing;
  const isPending = renewal.status === 'pending';
  return html`<section class="panel" part="renewal" aria-labelledby="renewal-title">
    ${heading({ level: headingLevel + 1, id: 'renewal-title', part: 'section-title' }, texts.renewal_title)}
    <p>${isPending ? texts.renewal_pending : texts.renewal[renewal.reason]({ date: format.date(renewal.dueAt) })}</p>
  </section>`;
}
