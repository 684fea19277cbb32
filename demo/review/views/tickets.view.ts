/** What the customer asked the support. Shown only when there is something. */
import { html, nothing, type TemplateResult } from 'lit';
import { formatMoment } from '../format.ts';
import type { Ticket } from '../schemas.ts';

export function ticketsView(tickets: readonly Ticket[]): TemplateResult | typeof nothing {
  if (tickets.length === 0) return nothing;
  return html`
    <section class="card stack" aria-labelledby="tickets">
      <h2 id="tickets">Tickets</h2>
      <ul class="comments">${tickets.map(ticketView)}</ul>
    </section>
  `;
}

function ticketView({ id, subject, message, diagnostics, createdAt }: Ticket): TemplateResult {
  return html`
    <li>
      <p class="quiet"><b><bdi>${subject}</bdi></b> · ${formatMoment(createdAt)} · <bdi>${id}</bdi></p>
      <p class="plain" dir="auto">${message}</p>
      ${diagnostics ? html`<details><summary>What the page told</summary><p class="plain" dir="auto">${diagnostics}</p></details>` : nothing}
    </li>
  `;
}
