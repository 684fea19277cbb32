/** The queue: who waits for a decision, for how long. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { App } from '../app.ts';
import { formatAge, formatMoment } from '../format.ts';
import { hashOf, startQuery, type QueueQuery } from '../queue-query.ts';
import type { Summary } from '../schemas.ts';
import { keysAttribute } from '../shortcuts.ts';
import type { Queue } from '../state.ts';
import { customerWords, typeWords, verificationWords, word } from '../words.ts';
import { icon } from './icons.ts';
import { customerBadge, loaded, options, verificationBadge } from './parts.ts';

const tabs = ['waiting', 'action_required', 'collecting', 'completed', 'rejected', 'expired', ''] as const;
const tabWords: Readonly<Record<string, string>> = { '': 'All', waiting: 'Waiting for review' };
const waits = { '': 'Any time', 4: 'Over 4 hours', 24: 'Over a day', 72: 'Over 3 days' };
const sorts = { '': 'As usual', waiting: 'Waiting longest', newest: 'Newest first' };
const { individual = '', organization = '' } = typeWords;

export function queueView(app: App, query: QueueQuery): TemplateResult {
  const { queue } = app.state;
  return html`
    <div class="heading">
      <h1 tabindex="-1">Queue</h1>
      <button class="button" type="button" @click=${() => void app.load()}>${icon('refresh')}Refresh</button>
    </div>
    ${statusTabs(query, queue.phase === 'ready' ? queue.value.counts : {})}
    ${filters(app, query)}
    ${loaded(queue, () => void app.load(), (value) => list(app, query, value))}
  `;
}

function statusTabs(query: QueueQuery, counts: Queue['counts']): TemplateResult {
  return html`
    <nav class="tabs" aria-label="Status">
      ${tabs.map((status) => html`<a href=${hashOf({ ...query, status })} aria-current=${status === query.status ? 'true' : 'false'}>
        ${tabWords[status] ?? word(verificationWords, status)}${countView(counts[status])}
      </a>`)}
    </nav>
  `;
}

function countView(count: number | undefined): TemplateResult | typeof nothing {
  return count === undefined ? nothing : html` <span class="count">${count}</span>`;
}

function filters(app: App, query: QueueQuery): TemplateResult {
  const onType = (event: Event): void => app.showQueue({ ...query, q: (event.target as HTMLInputElement).value }, { isTyped: true });
  const chosen = (name: keyof QueueQuery) => (event: Event): void =>
    app.showQueue({ ...query, [name]: (event.target as HTMLSelectElement).value });
  return html`
    <div class="filters" role="search">
      <label class="field">
        <span>Search by name or ID</span>
        <input id="queue-search" type="search" autocomplete="off" .value=${query.q} aria-keyshortcuts=${keysAttribute(app.shortcuts, '/') ?? nothing} @input=${onType} />
      </label>
      ${choice('Customer', { '': 'Everybody', individual, organization }, query.type, chosen('type'))}
      ${choice('Customer’s status', { '': 'Any', ...customerWords }, query.customerStatus, chosen('customerStatus'))}
      ${choice('Waiting', waits, query.waitingOverHours, chosen('waitingOverHours'))}
      ${choice('Order', sorts, query.sort, chosen('sort'))}
    </div>
  `;
}

function choice(title: string, words: Readonly<Record<string, string>>, ...[value, onChange]: [string, (event: Event) => void]): TemplateResult {
  return html`<label class="field"><span>${title}</span><select .value=${value} @change=${onChange}>${options(words, value)}</select></label>`;
}

function list(app: App, query: QueueQuery, { items, nextCursor }: Queue): TemplateResult {
  const isFiltered = hashOf({ ...query, status: '' }) !== hashOf({ ...startQuery, status: '' });
  return html`
    <p class="quiet" role="status">${items.length === 1 ? '1 case' : `${items.length} cases`}${nextCursor ? ', more to load' : ''}</p>
    ${items.length > 0
      ? html`<ul class="queue">${repeat(items, (item) => item.id, line)}</ul>`
      : html`<div class="card stack quiet">
          <p>Nothing here. ${isFiltered ? 'Try another name or fewer filters.' : 'New cases appear by themselves when you come back to this tab.'}</p>
          ${isFiltered ? html`<p><a class="button" href=${hashOf({ ...startQuery, status: query.status })}>Clear the filters</a></p>` : nothing}
        </div>`}
    ${nextCursor
      ? html`<p><button class="button" type="button" ?disabled=${app.state.busy} @click=${() => void app.loadMore()}>Load more</button></p>`
      : nothing}
  `;
}

function line(item: Summary): TemplateResult {
  const { customer } = item;
  return html`
    <li>
      <a class="queue-line" href="#/case/${encodeURIComponent(item.id)}">
        <span class="queue-name"><b><bdi>${customer.name}</bdi></b><small><bdi>${customer.id}</bdi> · ${word(typeWords, customer.type)}</small></span>
        <span class="row">
          ${verificationBadge(item.status)}
          ${item.renewal?.status === 'pending' ? html`<span class="badge badge-info">${icon('clock')}<span>Renewal to review</span></span>` : nothing}
          ${customer.status === 'locked' || customer.status === 'restricted' ? customerBadge(customer.status) : nothing}
        </span>
        ${ageView(item)}
      </a>
    </li>
  `;
}

/** How long somebody waits, and in words when it is longer than they were told. */
function ageView({ status, renewal, review, updatedAt }: Summary): TemplateResult {
  const since = review?.submittedAt ?? updatedAt;
  const isWaiting = status === 'pending' || renewal?.status === 'pending';
  const isOverdue = isWaiting && Date.parse(review?.expectedBy ?? '') < Date.now();
  return html`
    <span class="queue-age">
      <span title=${formatMoment(since)}>${since ? formatAge(since) : 'not submitted yet'}</span>
      ${isOverdue ? html`<span class="badge badge-bad">${icon('alert')}<span>Overdue</span></span>` : nothing}
    </span>
  `;
}
