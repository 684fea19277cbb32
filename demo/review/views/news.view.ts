/** Who else is at the case: told quietly, and nothing moves until the reviewer says so. */
import { html, nothing, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import { formatAge } from '../format.ts';
import type { AuditEntry } from '../schemas.ts';
import { actionText, actorName } from '../words.ts';

/** Somebody who looked so long ago is likely to be at it still. */
const presentMs = 5 * 60_000;
const looks = ['case_viewed', 'file_viewed'];

export function newsView(app: App, audit: readonly AuditEntry[]): TemplateResult {
  const { news } = app.desk.state;
  const changes = news.filter(({ action }) => !looks.includes(action));
  return html`
    <div role="status">
      ${changes.length > 0 ? changesView(app, changes) : presenceView([...news, ...audit], app.state.session?.reviewer)}
    </div>
  `;
}

function changesView(app: App, changes: readonly AuditEntry[]): TemplateResult {
  const [latest] = changes;
  const more = changes.length > 1 ? `, and ${changes.length - 1} more` : '';
  return html`<div class="note row">
    <span>Changed since you opened it: ${actionText(latest?.action ?? '')} by <bdi>${actorName(latest?.actor ?? null)}</bdi>, ${formatAge(latest?.at ?? null)}${more}.</span>
    <button class="button" type="button" @click=${() => void app.load()}>Show the changes</button>
  </div>`;
}

function presenceView(entries: readonly AuditEntry[], self: string | undefined): TemplateResult | typeof nothing {
  const other = entries.find(({ action, actor, at }) =>
    looks.includes(action) && actor !== self && Date.now() - Date.parse(at) < presentMs);
  return other ? html`<p class="quiet"><bdi>${other.actor}</bdi> looked at this case ${formatAge(other.at)}.</p>` : nothing;
}
