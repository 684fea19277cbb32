/** What the host's server was told: which messages arrived, which wait, and which were given up. */
import { html, nothing, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import { formatMoment } from '../format.ts';
import type { Webhook } from '../schemas.ts';
import type { Page } from '../state.ts';
import { webhookWords, word } from '../words.ts';
import { icon } from './icons.ts';
import { loaded } from './parts.ts';
import { countLine, moreButton, roomHeading } from './room-parts.ts';

export function webhooksView(app: App): TemplateResult {
  return html`
    ${roomHeading(app, 'webhooks', 'Messages to your own server, tried again until it takes them. Set KYC_WEBHOOK_URL to send them.')}
    ${loaded(app.state.webhooks, () => void app.load(), (page) => list(app, page))}
  `;
}

function list(app: App, page: Page<Webhook>): TemplateResult {
  if (page.items.length === 0) return html`<p class="card quiet">No messages yet. The first is made when a customer submits documents.</p>`;
  return html`
    ${countLine(page, 'message', 'messages')}
    <ul class="mails">${page.items.map((webhook) => view(app, webhook))}</ul>
    ${moreButton(app, page)}
  `;
}

function view(app: App, webhook: Webhook): TemplateResult {
  const { id, type, createdAt, deliveredAt, attempts, lastError } = webhook;
  const again = (): Promise<boolean> => app.run(async () => {
    await app.api.retryWebhook(id);
    await app.load();
  }, 'The message is tried again now.');
  return html`
    <li class="card stack">
      <div class="heading"><h2>${word(webhookWords, type)}</h2>${stateOf(webhook)}</div>
      <p class="quiet">
        <bdi>${type}</bdi> · <bdi>${id}</bdi> · written ${formatMoment(createdAt)} · ${attempts === 1 ? '1 attempt' : `${attempts} attempts`}${nextOf(webhook)}${lastError && !deliveredAt ? html` · last answer: <bdi>${lastError}</bdi>` : nothing}
      </p>
      ${deliveredAt ? nothing : html`<p><button class="button" type="button" ?disabled=${app.state.busy} aria-label="Try again: ${word(webhookWords, type)}, ${id}"
        @click=${again}>${icon('refresh')}Try again</button></p>`}
    </li>
  `;
}

function stateOf({ deliveredAt, givenUpAt }: Webhook): TemplateResult {
  if (deliveredAt) return html`<span class="badge badge-good">${icon('check')}Delivered</span>`;
  if (givenUpAt) return html`<span class="badge badge-bad">${icon('alert')}Given up</span>`;
  return html`<span class="badge badge-info">${icon('clock')}Waiting</span>`;
}

function nextOf({ deliveredAt, givenUpAt, nextAttemptAt }: Webhook): string {
  if (deliveredAt) return ` · delivered ${formatMoment(deliveredAt)}`;
  if (givenUpAt) return ` · given up ${formatMoment(givenUpAt)}`;
  return nextAttemptAt ? ` · next attempt ${formatMoment(nextAttemptAt)}` : '';
}
