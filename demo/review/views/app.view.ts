/** The frame: top bar with the page's parts, the message of the last change, and the route's view. */
import { html, nothing, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import type { Route } from '../state.ts';
import { roomTitles } from '../rooms.ts';
import { auditRoomView } from './audit-room.view.ts';
import { caseView } from './case.view.ts';
import { configurationView } from './configuration.view.ts';
import { customersView } from './customers.view.ts';
import { icon } from './icons.ts';
import { outboxView } from './outbox.view.ts';
import { queueView } from './queue.view.ts';
import { shortcutsButton, shortcutsDialog } from './shortcuts.view.ts';
import { signInView } from './sign-in.view.ts';
import { webhooksView } from './webhooks.view.ts';

const tabs = ['queue', 'customers', 'configuration', 'outbox', 'webhooks', 'audit'] as const;

export function appView(app: App): TemplateResult {
  const { session, message } = app.state;
  return html`
    <a class="skip" href="#main" @click=${skipToMain}>Skip to content</a>
    <header class="top-bar">
      <a class="brand" href="#/queue">${icon('shield')}<span>KYC <b>review</b></span></a>
      ${session ? navigation(app) : nothing}
    </header>
    <main id="main" tabindex="-1">
      <div class="message-place" role="status">
        ${message ? html`<p class="message message-${message.tone}" tabindex="-1">${message.text}</p>` : nothing}
      </div>
      ${session ? content(app) : signInView(app)}
    </main>
    ${shortcutsDialog(app)}
  `;
}

function navigation(app: App): TemplateResult {
  const { route, session } = app.state;
  return html`
    <nav aria-label="Review">
      ${tabs.map((kind) => html`<a href="#/${kind}" aria-current=${isCurrent(route, kind) ? 'page' : 'false'}>${roomTitles[kind]}</a>`)}
    </nav>
    <div class="who">
      <span class="quiet who-name"><bdi>${session?.reviewer}</bdi></span>
      ${shortcutsButton()}
      <button class="button" type="button" @click=${() => app.signOut()}>Sign out</button>
    </div>
  `;
}

function content(app: App): TemplateResult {
  const { route } = app.state;
  switch (route.kind) {
    case 'queue':
      return queueView(app, route.query);
    case 'case':
      return caseView(app);
    case 'configuration':
      return configurationView(app);
    case 'customers':
      return customersView(app, route.filters);
    case 'outbox':
      return outboxView(app, route.filters);
    case 'webhooks':
      return webhooksView(app);
    case 'audit':
      return auditRoomView(app, route.filters);
  }
}

/** A case belongs to the queue. */
function isCurrent(route: Route, kind: string): boolean {
  return route.kind === kind || (route.kind === 'case' && kind === 'queue');
}

/** Hashes are routes here, so the link moves the focus itself. */
function skipToMain(event: Event): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}
