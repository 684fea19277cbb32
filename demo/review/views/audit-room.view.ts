/** The whole audit, newest first: nobody can change or remove an entry. */
import { html, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import type { AuditEntry } from '../schemas.ts';
import type { Filters, Page } from '../state.ts';
import { actionWords } from '../words.ts';
import { auditEntryView } from './audit.view.ts';
import { loaded } from './parts.ts';
import { countLine, filterChoice, filterForm, filterText, moreButton, roomHeading } from './room-parts.ts';

export function auditRoomView(app: App, filters: Filters): TemplateResult {
  const byName = Object.fromEntries(Object.entries(actionWords).sort(([, a], [, b]) => a.localeCompare(b)));
  return html`
    ${roomHeading(app, 'audit', 'Who did or looked at what, and when. Entries can only be added, and outlive the customer’s data.')}
    ${filterForm('audit', [
      filterText('Who', 'actor', filters['actor']),
      filterChoice('What', 'action', { words: { '': 'Everything', ...byName }, value: filters['action'] }),
      filterText('Case ID', 'verificationId', filters['verificationId']),
    ])}
    ${loaded(app.state.audit, () => void app.load(), (page) => list(app, page))}
  `;
}

function list(app: App, page: Page<AuditEntry>): TemplateResult {
  return html`
    ${countLine(page, 'entry', 'entries')}
    ${page.items.length > 0
      ? html`<ol class="queue audit-list">${page.items.map(lineView)}</ol>`
      : html`<p class="card quiet">Nothing here. Try another name or action.</p>`}
    ${moreButton(app, page)}
  `;
}

function lineView(entry: AuditEntry): TemplateResult {
  const { verificationId } = entry;
  return html`
    <li class="audit-line">
      <span>${auditEntryView(entry)}</span>
      ${verificationId ? html`<a href="#/case/${encodeURIComponent(verificationId)}" aria-label="Open case ${verificationId}">Open case</a>` : ''}
    </li>
  `;
}
