/** One case: the customer's documents to decide on, and beside them everything that can be said or done. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Category, Verification, VerificationDocument } from '../../../src/model/verification.ts';
import type { App } from '../app.ts';
import { formatAge, formatMoment } from '../format.ts';
import { keysAttribute } from '../shortcuts.ts';
import { hashOf } from '../queue-query.ts';
import type { Case } from '../state.ts';
import { typeWords, word } from '../words.ts';
import { auditView } from './audit.view.ts';
import { commentsView } from './comments.view.ts';
import { canCompare, compareView, startComparing } from './compare.view.ts';
import { customerView } from './customer.view.ts';
import { documentView } from './document.view.ts';
import { icon } from './icons.ts';
import { newsView } from './news.view.ts';
import { loaded, verificationBadge } from './parts.ts';
import { requestsView } from './requests.view.ts';
import { roundsView } from './rounds.view.ts';
import { ticketsView } from './tickets.view.ts';
import { wholeView } from './whole.view.ts';

export function caseView(app: App): TemplateResult {
  return html`
    <div class="row">
      <a href=${hashOf(app.lastQuery)}>Back to the queue</a>
      <button class="button" type="button" ?disabled=${app.state.busy} aria-keyshortcuts=${keysAttribute(app.shortcuts, 'x') ?? nothing} @click=${() => void app.desk.next()}>Next case</button>
    </div>
    ${loaded(app.state.case, () => void app.load(), (shown) => content(app, shown))}
  `;
}

function content(app: App, { verification, rounds, tickets, audit }: Case): TemplateResult {
  return html`
    ${header(app, verification)}
    ${newsView(app, audit)}
    ${compareView(app, verification)}
    <div class="case">
      <div class="stack">
        ${verification.categories.map((category) => categoryView(app, verification, category))}
        ${orphans(app, verification)}
      </div>
      <div class="stack">
        ${wholeView(app, verification)}
        ${commentsView(app, verification)}
        ${requestsView(app, verification)}
        ${roundsView(verification, rounds)}
        ${customerView(app, verification)}
        ${ticketsView(tickets)}
        ${auditView(audit)}
      </div>
    </div>
  `;
}

function header(app: App, verification: Verification): TemplateResult {
  const { customer, status, review, version, id } = verification;
  return html`
    <div class="heading">
      <div>
        <h1 tabindex="-1"><bdi>${customer.name}</bdi></h1>
        <p class="quiet">
          <bdi>${customer.id}</bdi> · ${word(typeWords, customer.type)} · case <bdi>${id}</bdi>, version ${version}
        </p>
        <p class="quiet">
          ${review.submittedAt
            ? html`Submitted ${formatAge(review.submittedAt)} (${formatMoment(review.submittedAt)}), expected by ${formatMoment(review.expectedBy)}`
            : 'Not submitted yet'}
        </p>
      </div>
      <div class="row">
        ${verificationBadge(status)}
        ${canCompare(verification)
          ? html`<button class="button" type="button" aria-keyshortcuts=${keysAttribute(app.shortcuts, 'g') ?? nothing} @click=${() => startComparing(app)}>${icon('compare')}Compare …</button>`
          : nothing}
        <button class="button" type="button" @click=${() => void app.load()}>${icon('refresh')}Refresh</button>
      </div>
    </div>
  `;
}

function categoryView(app: App, verification: Verification, category: Category): TemplateResult {
  const documents = shownIn(verification, ({ categoryId }) => categoryId === category.id);
  return html`
    <section class="card stack" aria-labelledby="category-${category.id}">
      <div>
        <h2 id="category-${category.id}"><bdi>${category.title}</bdi></h2>
        <p class="quiet">
          ${category.minDocuments === 0 ? 'Optional' : `At least ${category.minDocuments}`}${category.subject ? html` · <bdi>${category.subject.label}</bdi>` : nothing}
        </p>
      </div>
      ${documents.length > 0
        ? repeat(documents, ({ id }) => id, (document) => documentView(app, { verification, document }))
        : html`<p class="quiet">Nothing added yet.</p>`}
    </section>
  `;
}

/** Documents of a category that was taken away since: they are still there to be looked at. */
function orphans(app: App, verification: Verification): TemplateResult | typeof nothing {
  const known = new Set(verification.categories.map(({ id }) => id));
  const documents = shownIn(verification, ({ categoryId }) => !known.has(categoryId));
  if (documents.length === 0) return nothing;
  return html`
    <section class="card stack">
      <h2>Of earlier categories</h2>
      ${documents.map((document) => documentView(app, { verification, document }))}
    </section>
  `;
}

/** Without what a later version stands for: that is folded beneath it. */
function shownIn({ documents }: Verification, belongs: (document: VerificationDocument) => boolean): VerificationDocument[] {
  const followed = new Set(documents.map(({ replaces }) => replaces));
  return documents.filter((document) => belongs(document) && !(document.status === 'replaced' && followed.has(document.id)));
}
