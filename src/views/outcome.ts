/** What stays on the page after sending and after a decision: reference, dates, expectation, and why it ended. */
import { html, nothing, type TemplateResult } from 'lit';
import { lookUp } from '../localization/messages.ts';
import type { Reason } from '../model/verification.ts';
import type { ReadyContext } from './context.ts';
import { isLate } from './header.ts';
import { heading } from './heading.ts';
import { supportButton } from './support.ts';

export function outcomeView(context: ReadyContext): unknown {
  const { status } = context.verification;
  return [
    status === 'pending' || status === 'completed' || status === 'rejected' ? factsView(context) : nothing,
    status === 'completed' ? html`<slot name="success"></slot>` : nothing,
  ];
}

function factsView(context: ReadyContext): unknown {
  const { texts, verification: { status, review, renewal }, headingLevel } = context;
  const facts = sentFacts(context);
  const isRejected = status === 'rejected';
  if (facts.length === 0 && !isRejected) return nothing;
  const title = { pending: texts.sent_title, rejected: texts.reason_title }[status as string] ?? texts.status.completed;
  return html`<section class="panel outcome" part="outcome" aria-labelledby="outcome-title">
    ${heading({ level: headingLevel + 1, id: 'outcome-title', part: 'section-title' }, title)}
    ${isRejected ? reasonWords(context, review.reason) : nothing}
    ${factsList(facts)}
    ${status === 'pending' || renewal?.status === 'pending' ? html`<p class="muted small">${texts.notify} ${lastChecked(context)}</p>` : nothing}
    ${isRejected ? html`<div class="support-ways">${supportButton(context, { kind: 'decision' }, { isPrimary: true })}</div>` : nothing}
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
export function sentFacts(context: ReadyContext): Fact[] {
  const { texts, format, state, verification: { review, status, renewal } } = context;
  const submissionId = review.submissionId ?? state.submission?.submissionId;
  const submittedAt = review.submittedAt ?? state.submission?.submittedAt;
  const isClosed = (status === 'completed' && renewal?.status !== 'pending') || status === 'rejected';
  const facts: Fact[] = [];
  if (submissionId) facts.push([texts.reference, html`<bdi class="reference">${submissionId}</bdi>`]);
  if (submittedAt) facts.push([texts.sent_on, format.dateTime(submittedAt)]);
  if (!isClosed) facts.push([texts.expected, expectation(context)]);
  if (isClosed && review.decidedAt) facts.push([texts.decided_on, format.dateTime(review.decidedAt)]);
  return facts;
}

function expectation({ texts, format, state, verification: { review } }: ReadyContext): string {
  if (isLate(review, state)) return texts.expected_late;
  if (review.expectedBy) return texts.expected_by({ date: format.dateTime(review.expectedBy) });
  return review.usual ? texts.expected_usually({ range: format.hours(review.usual) }) : texts.expected_unknown;
}

/** What a code means, and the reviewer's own sentence; undefined where there is neither. */
export function reasonWords({ texts }: ReadyContext, reason: Reason | null): TemplateResult | undefined {
  const known = reason?.code === 'other' ? undefined : lookUp(texts.reason, reason?.code);
  const message = reason?.message;
  if (!known && !message) return undefined;
  return html`<p>${known ? html`<strong>${known.what}</strong> ` : nothing}${message ? html`<bdi>${message}</bdi>` : nothing}</p>`;
}
