/** The customers: how each of them stands, what restricts them, and the way to their case. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { App } from '../app.ts';
import { formatMoment } from '../format.ts';
import type { ListedCustomer } from '../schemas.ts';
import type { Filters, Page } from '../state.ts';
import { customerWords, typeWords, word } from '../words.ts';
import { customerBadge, loaded, verificationBadge } from './parts.ts';
import { countLine, filterChoice, filterForm, filterText, moreButton, roomHeading } from './room-parts.ts';

export function customersView(app: App, filters: Filters): TemplateResult {
  return html`
    ${roomHeading(app, 'customers', 'What each customer may do now. Open the case to lock, restrict, unlock or erase.')}
    ${filterForm('customers', [
      filterText('Search by name or ID', 'q', filters['q']),
      filterChoice('Status', 'status', { words: { '': 'Any', ...customerWords }, value: filters['status'] }),
    ])}
    ${loaded(app.state.customers, () => void app.load(), (page) => list(app, page))}
  `;
}

function list(app: App, page: Page<ListedCustomer>): TemplateResult {
  return html`
    ${countLine(page, 'customer', 'customers')}
    ${page.items.length > 0
      ? html`<ul class="queue">${repeat(page.items, ({ id }) => id, line)}</ul>`
      : html`<p class="card quiet">Nobody here. Try another name or status.</p>`}
    ${moreButton(app, page)}
  `;
}

function line({ id, name, type, status, restrictions, verification }: ListedCustomer): TemplateResult {
  return html`
    <li>
      <a class="queue-line" href="#/case/${encodeURIComponent(verification.id)}">
        <span class="queue-name"><b><bdi>${name}</bdi></b><small><bdi>${id}</bdi> · ${word(typeWords, type)}</small>
          ${restrictions.map(({ code, message }) => html`<small><bdi>${message ?? word({}, code)}</bdi></small>`)}
          ${verification.renewal ? html`<small>Renewal due ${formatMoment(verification.renewal.dueAt)}</small>` : nothing}
        </span>
        <span class="row">${customerBadge(status)}</span>
        <span class="row">${verificationBadge(verification.status)}</span>
      </a>
    </li>
  `;
}
