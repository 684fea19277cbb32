/** The queue: who waits for a decision, for how long. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { App } from '../app.ts';
import { formatAge, formatMoment } from '../format.ts';
import type { Summary } from '../schemas.ts';
import type { Queue } from '../state.ts';
import { typeWords, verificationWords, word } from '../words.ts';
import { icon } from './icons.ts';
import { loaded, options, verificationBadge } from './parts.ts';

export function queueView(app: App): TemplateResult {
  return html`
    <div class="heading">
      <h1 tabindex="-1">Queue</h1>
      <button class="button" type="button" @click=${() => void app.load()}>${icon('refresh')}Refresh</button>
    </div>
    ${filters(app)}
    ${loaded(app.state.queue, () => void app.load(), (queue) => list(app, queue))}
  `;
}

function filters(app: App): TemplateResult {
  const { filter, search } = app.state;
  return html`
    <div class="filters" role="search">
      <label class="field">
        <span>Status</span>
        <select .value=${filter} @change=${(event: Event) => app.setFilter((event.target as HTMLSelectElement).value)}>
          ${options({ pending: verificationWords['pending'] ?? '', '': 'All', ...verificationWords }, filter)}
        </select>
      </label>
      <label class="field">
        <span>Search by name or ID</span>
        <input type="search" .value=${search} @input=${(event: Event) => app.update({ search: (event.target as HTMLInputElement).value })} />
      </label>
    </div>
  `;
}

function list(app: App, { items, nextCursor }: Queue): TemplateResult {
  const found = items.filter((item) => matches(item, app.state.search));
  return html`
    <p class="quiet" role="status">${found.length === 1 ? '1 case' : `${found.length} cases`}${nextCursor ? ', more to load' : ''}</p>
    ${found.length > 0
      ? html`<ul class="queue">${repeat(found, (item) => item.id, line)}</ul>`
      : html`<p class="card quiet">Nothing here. ${app.state.search ? 'Try another name or status.' : 'New cases appear by themselves when you come back to this tab.'}</p>`}
    ${nextCursor
      ? html`<p><button class="button" type="button" ?disabled=${app.state.busy} @click=${() => void app.loadMore()}>Load more</button></p>`
      : nothing}
  `;
}

function line(item: Summary): TemplateResult {
  const since = item.review?.submittedAt ?? item.updatedAt;
  return html`
    <li>
      <a class="queue-line" href="#/case/${encodeURIComponent(item.id)}">
        <span class="queue-name"><b><bdi>${item.customer.name}</bdi></b><small><bdi>${item.customer.id}</bdi> · ${word(typeWords, item.customer.type)}</small></span>
        ${verificationBadge(item.status)}
        <span class="queue-age" title=${formatMoment(since)}>${since ? formatAge(since) : 'not submitted yet'}</span>
      </a>
    </li>
  `;
}

function matches({ id, customer }: Summary, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  return [id, customer.id, customer.name].some((text) => text.toLowerCase().includes(wanted));
}
