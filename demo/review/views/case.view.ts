/** One case: the customer's documents to decide on, and beside them everything that can be said or done. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Category, Verification } from '../../../src/model/verification.ts';
import type { App } from '../app.ts';
import { formatAge, formatMoment } from '../format.ts';
import { hashOf } from '../queue-query.ts';
import type { Case } from '../state.ts';
import { typeWords, word } from '../words.ts';
import { auditView } from './audit.view.ts';
import { commentsView } from './comments.view.ts';
import { customerView } from './customer.view.ts';
import { documentView } from './document.view.ts';
import { icon } from './icons.ts';
import { loaded, verificationBadge } from './parts.ts';
import { requestsView } from './requests.view.ts';
import { ticketsView } from './tickets.view.ts';
import { wholeView } from './whole.view.ts';

export function caseView(app: App): TemplateResult {
  return html`
    <p><a href=${hashOf(app.lastQuery)}>Back to the queue</a></p>
    ${loaded(app.state.case, () => void app.load(), (shown) => content(app, shown))}
  `;
}

function content(app: App, { verification, tickets, audit }: Case): TemplateResult {
  return html`
    ${header(app, verification)}
    <div class="case">
      <div class="stack">
        ${verification.categories.map((category) => categoryView(app, verification, category))}
        ${orphans(app, verification)}
      </div>
      <div class="stack">
        ${wholeView(app, verification)}
        ${commentsView(app, verification)}
        ${requestsView(app, verification)}
        ${customerView(app, verification)}
        ${ticketsView(tickets)}
        ${auditView(audit)}
      </div>
    </div>
  `;
}

function header(app: App, { customer, status, review, version, id }: Verification): TemplateResult {
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
        <button class="button" type="button" @click=${() => void app.load()}>${icon('refresh')}Refresh</button>
      </div>
    </div>
  `;
}

function categoryView(app: App, verification: Verification, category: Category): TemplateResult {
  const documents = verification.documents.filter((document) => document.categoryId === category.id);
  return html`
    <section class="card stack" aria-labelledby="category-${category.id}">
      <div>
        <h2 id="category-${category.id}"><bdi>${category.title}</bdi></h2>
        <p class="quiet">
          ${category.minDocuments === 0 ? 'Optional' : `At least ${category.minDocuments}`}${category.subject ? html` · <bdi>${category.subject.label}</bdi>` : nothing}
        </p>
      </div>
      ${documents.length > 0
        ? documents.map((document) => documentView(app, { verification, category, document }))
        : html`<p class="quiet">Nothing added yet.</p>`}
    </section>
  `;
}

/** Documents of a category that was taken away since: they are still there to be looked at. */
function orphans(app: App, verification: Verification): TemplateResult | typeof nothing {
  const known = new Set(verification.categories.map(({ id }) => id));
  const documents = verification.documents.filter(({ categoryId }) => !known.has(categoryId));
  if (documents.length === 0) return nothing;
  return html`
    <section class="card stack">
      <h2>Of earlier categories</h2>
      ${documents.map((document) => documentView(app, { verification, category: null, document }))}
    </section>
  `;
}
