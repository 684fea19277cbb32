/** What the rooms that are one list share: heading, filters in the address, "Load more". */
import { html, nothing, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import { roomTitles } from '../rooms.ts';
import { roomHash, type Filters, type ListRoom, type Page } from '../state.ts';
import { icon } from './icons.ts';
import { options, textOf } from './parts.ts';

export function roomHeading(app: App, room: ListRoom, lead: string): TemplateResult {
  return html`
    <div class="heading">
      <h1 tabindex="-1">${roomTitles[room]}</h1>
      <button class="button" type="button" @click=${() => void app.load()}>${icon('refresh')}Refresh</button>
    </div>
    <p class="lead">${lead}</p>
  `;
}

/** A form, so that Enter and a button do the same; its fields become the room's address. */
export function filterForm(room: ListRoom, fields: readonly TemplateResult[]): TemplateResult {
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const filters: Filters = Object.fromEntries([...fields.keys()].map((name) => [name, textOf(fields, name)]));
    location.hash = roomHash(room, filters);
  };
  return html`
    <form class="filters" role="search" @submit=${onSubmit}>
      ${fields}
      <p class="filter-button"><button class="button" type="submit">Show</button></p>
    </form>
  `;
}

export function filterChoice(title: string, name: string, { words, value }: { words: Readonly<Record<string, string>>; value: string | undefined }): TemplateResult {
  return html`<label class="field"><span>${title}</span><select name=${name} @change=${send}>${options(words, value ?? '')}</select></label>`;
}

export function filterText(title: string, name: string, value: string | undefined): TemplateResult {
  return html`<label class="field"><span>${title}</span><input type="search" name=${name} autocomplete="off" maxlength="200" .value=${value ?? ''} /></label>`;
}

function send(event: Event): void {
  (event.target as HTMLSelectElement).form?.requestSubmit();
}

export function moreButton(app: App, { nextCursor }: Page<unknown>): TemplateResult | typeof nothing {
  if (nextCursor === null) return nothing;
  return html`<p><button class="button" type="button" ?disabled=${app.state.busy} @click=${() => void app.loadMore()}>Load more</button></p>`;
}

export function countLine({ items, nextCursor }: Page<unknown>, ...[one, many]: [string, string]): TemplateResult {
  return html`<p class="quiet" role="status">${items.length === 1 ? `1 ${one}` : `${items.length} ${many}`}${nextCursor === null ? '' : ', more to load'}</p>`;
}
