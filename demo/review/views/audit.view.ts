/** Who did or viewed what, when. */
import { html, type TemplateResult } from 'lit';
import { formatMoment } from '../format.ts';
import type { AuditEntry } from '../schemas.ts';

export function auditView(entries: readonly AuditEntry[]): TemplateResult {
  return html`
    <section class="card stack" aria-labelledby="audit">
      <h2 id="audit">Audit</h2>
      ${entries.length > 0
        ? html`<ol class="audit" tabindex="0" aria-labelledby="audit">${entries.map(entryView)}</ol>`
        : html`<p class="quiet">Nothing happened yet.</p>`}
    </section>
  `;
}

function entryView({ at, actor, action, detail }: AuditEntry): TemplateResult {
  const facts = Object.entries(detail ?? {}).map(([name, value]) => `${name}: ${String(value)}`).join(', ');
  return html`
    <li>
      <b>${action.replaceAll(/[_.]/g, ' ')}</b> <span class="quiet">by <bdi>${actor ?? 'the system'}</bdi>, ${formatMoment(at)}</span>
      ${facts ? html`<small class="quiet"><bdi>${facts}</bdi></small>` : ''}
    </li>
  `;
}
