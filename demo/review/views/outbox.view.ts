/** The outbox: what the customers were told, and whether it left. Both parts are shown as text: nothing in them can load. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { App } from '../app.ts';
import { formatMoment } from '../format.ts';
import type { Mail } from '../schemas.ts';
import type { Filters, Page } from '../state.ts';
import { icon } from './icons.ts';
import { disclosure, loaded, onSubmit } from './parts.ts';
import { countLine, filterChoice, filterForm, filterText, roomHeading } from './room-parts.ts';

const stateWords = { '': 'All', waiting: 'Not sent', in_doubt: 'In doubt', sent: 'Sent' };

export function outboxView(app: App, filters: Filters): TemplateResult {
  return html`
    ${roomHeading(app, 'outbox', 'Every e-mail, sent once. Without a mail server they stay here.')}
    ${filterForm('outbox', [
      filterText('To', 'to', filters['to']),
      filterChoice('State', 'state', { words: stateWords, value: filters['state'] }),
    ])}
    ${loaded(app.state.outbox, () => void app.load(), (page) => list(app, page))}
  `;
}

function list(app: App, page: Page<Mail>): TemplateResult {
  if (page.items.length === 0) return html`<p class="card quiet">No e-mails here. The first goes out when a customer submits documents.</p>`;
  return html`
    ${countLine(page, 'e-mail', 'e-mails')}
    <ul class="mails">${repeat(page.items, ({ id }) => id, (mail) => mailView(app, mail))}</ul>
  `;
}

function mailView(app: App, mail: Mail): TemplateResult {
  const state = mail.state ?? (mail.sentAt ? 'sent' : 'waiting');
  return html`
    <li class="card stack">
      <div class="heading"><h2><bdi>${mail.subject}</bdi></h2>${badgeOf(state)}</div>
      <p class="quiet">To <bdi>${mail.to}</bdi> · written ${formatMoment(mail.createdAt)}${progressOf(mail, state)}</p>
      ${state === 'in_doubt' ? doubt(app, mail) : nothing}
      <p class="plain" dir="auto">${mail.text}</p>
      ${mail.html ? disclosure('Show the HTML part …', html`<pre class="source" tabindex="0" role="region" aria-label="HTML part of ${mail.subject}">${mail.html}</pre>`) : nothing}
    </li>
  `;
}

function badgeOf(state: string): TemplateResult {
  if (state === 'sent') return html`<span class="badge badge-good">${icon('check')}Sent</span>`;
  if (state === 'in_doubt') return html`<span class="badge badge-warn">${icon('alert')}In doubt</span>`;
  return html`<span class="badge">${icon('clock')}Not sent</span>`;
}

function progressOf({ sentAt, attempts, nextAttemptAt, lastError }: Mail, state: string): string {
  if (sentAt) return ` · sent ${formatMoment(sentAt)}`;
  if (state !== 'waiting' || attempts === 0) return '';
  const tried = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  return ` · ${tried}, next ${formatMoment(nextAttemptAt)}${lastError ? ` · last answer: ${lastError}` : ''}`;
}

/** Nobody knows whether it arrived: only a person decides that it goes out a second time. */
function doubt(app: App, { id, subject }: Mail): TemplateResult {
  const again = onSubmit(() => app.run(async () => {
    await app.api.retryMail(id);
    await app.load();
  }, 'The e-mail is sent again.'));
  return html`
    <p class="note">The connection ended while the mail server was taking this e-mail. It may have arrived, so it is not sent again by itself.</p>
    <div>${disclosure(html`Send again …`, html`
      <form class="stack" @submit=${again}>
        <p>If it did arrive, the customer gets “<bdi>${subject}</bdi>” twice.</p>
        <button class="button primary" type="submit" ?disabled=${app.state.busy}>Send again</button>
      </form>`)}</div>
  `;
}
