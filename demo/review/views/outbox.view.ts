/** The outbox: what the customers were told, as text. */
import { html, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import { formatMoment } from '../format.ts';
import type { Mail } from '../schemas.ts';
import { icon } from './icons.ts';
import { loaded } from './parts.ts';

export function outboxView(app: App): TemplateResult {
  return html`
    <div class="heading">
      <h1 tabindex="-1">Outbox</h1>
      <button class="button" type="button" @click=${() => void app.load()}>${icon('refresh')}Refresh</button>
    </div>
    <p class="lead">Every e-mail, sent once. Without a mail server they stay here.</p>
    ${loaded(app.state.outbox, () => void app.load(), (mails) =>
      mails.length > 0
        ? html`<ul class="mails">${mails.map(mailView)}</ul>`
        : html`<p class="card quiet">No e-mails yet. The first goes out when a customer submits documents.</p>`)}
  `;
}

function mailView(mail: Mail): TemplateResult {
  return html`
    <li class="card stack">
      <div class="heading">
        <h2><bdi>${mail.subject}</bdi></h2>
        <span class="badge ${mail.sentAt ? 'badge-good' : ''}">${icon(mail.sentAt ? 'check' : 'clock')}${mail.sentAt ? 'Sent' : 'Not sent'}</span>
      </div>
      <p class="quiet">To <bdi>${mail.to}</bdi> · written ${formatMoment(mail.createdAt)}${mail.sentAt ? ` · sent ${formatMoment(mail.sentAt)}` : ''}</p>
      <p class="plain" dir="auto">${mail.text}</p>
    </li>
  `;
}
