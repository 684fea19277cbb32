/** Who did or viewed what, when, in one case. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../format.ts';
import type { AuditEntry } from '../schemas.ts';
import { actionWords, word } from '../words.ts';

export function auditView(entries: readonly AuditEntry[]): TemplateResult {
  return html`
    <section class="card stack" aria-labelledby="audit">
      <h2 id="audit">Audit</h2>
      ${entries.length > 0
        ? html`<ol class="audit" tabindex="0" aria-labelledby="audit">${entries.map((entry) => html`<li>${auditEntryView(entry)}</li>`)}</ol>`
        : html`<p class="quiet">Nothing happened yet.</p>`}
    </section>
  `;
}

export function auditEntryView({ at, actor, action, detail }: AuditEntry): TemplateResult {
  const facts = Object.entries(detail ?? {}).map(([name, value]) => `${nameOf(name)}: ${String(value)}`).join(', ');
  return html`
    <b>${word(actionWords, action)}</b> <span class="quiet">by <bdi>${actorOf(actor)}</bdi>, ${formatMoment(at)}</span>
    ${facts ? html`<small class="quiet"><bdi>${facts}</bdi></small>` : nothing}
  `;
}

/** `documentId` → "document". */
function nameOf(name: string): string {
  return name.replace(/Id$/, '').replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
}

function actorOf(actor: string | null): string {
  const words: Readonly<Record<string, string>> = { customer: 'the customer', clock: 'the clock', automatic: 'automatic review' };
  return word(words, actor ?? 'the system');
}
