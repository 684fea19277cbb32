/** The top: what this is, how it stands, and the customer's own status on a line of its own. */
import { html, nothing, type TemplateResult } from 'lit';
import { needsFix, openRequests } from '../model/selectors.ts';
import { remembered } from '../model/remembered.ts';
import type { State } from '../model/state.ts';
import type { Review, Verification } from '../model/verification.ts';
import { badge, customerLooks, verificationLooks } from './badge.ts';
import type { SnapshotContext } from './context.ts';
import { heading } from './heading.ts';

export function headerView(context: SnapshotContext): TemplateResult {
  const { texts, verification: { status }, headingLevel } = context;
  return html`<header class="header" part="header">
    <slot name="header"></slot>
    <div class="header-row">
      ${heading({ level: headingLevel, id: 'title', part: 'title', className: 'title' }, titleText(context))}
      <div class="header-status">
        ${badge(verificationLooks[status], texts.status[status], { part: 'status-badge', label: texts.status_label })}
        ${expectedLine(context)}
      </div>
    </div>
    <p class="lead" part="lead">${leadText(context)}</p>
    ${customerLine(context)}
  </header>`;
}

function expectedLine({ texts, format, state, verification: { status, review } }: SnapshotContext): unknown {
  if (status !== 'pending' || !review.expectedBy || isLate(review, state)) return nothing;
  return html`<span class="muted small" part="expected">${texts.expected_at({ date: format.dateTime(review.expectedBy) })}</span>`;
}

function titleText({ texts, format, verification }: SnapshotContext): string {
  if (isLockedOut(verification)) return texts.title_locked;
  const { fixes, requests } = openPoints(verification);
  if (verification.status !== 'action_required' || fixes + requests === 0) return texts.title[verification.status];
  return fixes > 0 ? texts.title_fix({ count: format.count(fixes) }) : texts.title_requested({ count: format.count(requests) });
}

function leadText({ texts, format, verification }: SnapshotContext): string {
  const { status, documents } = verification;
  if (isLockedOut(verification)) return texts.lead_locked;
  if (status !== 'action_required') return texts.lead[status];
  const { fixes } = openPoints(verification);
  const accepted = documents.filter((document) => document.status === 'accepted').length;
  const rest = accepted > 0 ? ` ${texts.lead_accepted({ count: format.count(accepted) })}` : '';
  return `${fixes > 0 ? texts.lead.action_required : texts.lead_requested}${rest}`;
}

/** The expected time had passed when the server was last asked. */
export function isLate({ expectedBy }: Review, { checkedAt }: State): boolean {
  return expectedBy !== null && Date.parse(expectedBy) < (checkedAt ?? 0);
}

/** Locked, and nothing the customer could do about it here. */
export function isLockedOut({ customer, status }: Verification): boolean {
  return customer.status === 'locked' && status !== 'action_required' && status !== 'rejected';
}

/** What the provider sent back or asks for. */
export const openPoints = remembered((verification: Verification) => {
  const fixes = verification.documents.filter((document) => needsFix(document) && !document.reason?.final);
  const requests = verification.categories.flatMap(({ id }) => openRequests(verification, id));
  return { fixes: fixes.length, requests: requests.length };
});

function customerLine({ texts, verification: { customer } }: SnapshotContext): TemplateResult {
  const { status } = customer;
  return html`<p class="customer" part="customer-status">
    <span class="muted">${texts.customer_status_label}</span>
    ${badge(customerLooks[status], texts.customer_status[status], { part: 'customer-badge' })}
    <span class="muted">${texts.customer_status_text[status]}</span>
  </p>`;
}
