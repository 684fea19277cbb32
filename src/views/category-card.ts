/** One category: what is asked, how it stands, what was given, and (once loaded) where more is added. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { mediaTypesText } from '../localization/media-types.ts';
import { categoryProgress, type CategoryProgress } from '../model/blockers.ts';
import { canAdd } from '../model/permissions.ts';
import { documentsIn, documentTypeOf, inCategory } from '../model/selectors.ts';
import type { DocumentRequest } from '../model/verification.ts';
import { badge, progressLooks } from './badge.ts';
import { commentItem } from './comments.ts';
import { anchorId, type CardContext } from './context.ts';
import { documentRow, isFinal, sharedInputs } from './document-row.ts';
import { heading } from './heading.ts';
import { icon } from './icons.ts';
import { progressText } from './progress-text.ts';

/** A card whose inputs did not change is not looked at again. */
export function categoryCard(context: CardContext): unknown {
  return guard(inputsOf(context), () => card(context));
}

function inputsOf(context: CardContext): unknown[] {
  const { category, verification, state, ui, after } = context;
  const { id } = category;
  const documents = inCategory(verification.documents, id);
  const isOpen = canAdd(verification, category);
  return [
    ...sharedInputs(context), category, documents, after, isOpen, context.headingLevel, context.isFirstOpen,
    ui.chosenTypes[id], ui.openCategories[id], ui.drag?.categoryId === id && ui.drag.isValid, ui.drag?.categoryId === id,
    inCategory(state.uploads, id), inCategory(verification.requests, id), verification.comments, state.busyIds,
    // What was given elsewhere could be offered here as well.
    isOpen && category.kind !== 'biometric' ? verification.documents : nothing, isOpen ? verification.categories : nothing,
    documents.some(isFinal) ? state : nothing,
  ];
}

function card(context: CardContext): TemplateResult {
  const { category, ui, texts, headingLevel } = context;
  const progress = categoryProgress(context.state, category);
  const fold = foldOf(context, progress);
  const titleId = anchorId('category', category.id);
  const isOver = ui.drag?.categoryId === category.id;
  const drag = !isOver ? '' : ui.drag?.isValid ? 'is-over' : 'is-over-wrong';
  return html`<section class="card progress-${progress} ${fold} ${drag}" part="category" data-category-id=${category.id}
    aria-labelledby=${category.subject ? `${titleId} ${anchorId('subject', category.subject.id)}` : titleId}>
    <div class="card-head">
      <div class="card-words">
        ${heading({ level: headingLevel + 1, id: titleId, part: 'category-title', className: 'card-title' }, html`<bdi>${category.title}</bdi>`)}
        <p class="rules">${rulesText(context)}</p>
      </div>
      ${badge(progressLooks[progress], progressText(context, progress), { part: 'category-badge' })}
      <button type="button" class="fold" part="fold-button" aria-labelledby=${titleId} aria-controls="${titleId}-body"
        aria-expanded=${fold.includes('fold-') ? 'false' : 'true'}
        @click=${() => context.dispatch({ kind: 'toggle_category', categoryId: category.id, isOpen: fold.includes('fold-') })}
      >${icon('chevron')}</button>
    </div>
    <div class="card-body" id="${titleId}-body">${bodyView(context, texts.nothing_added)}</div>
  </section>`;
}

function bodyView(context: CardContext, emptyText: string): unknown {
  const { category, verification, adding } = context;
  const documents = documentsIn(verification, category.id);
  const isOpen = isAddable(context);
  const comments = inCategory(verification.comments, category.id).filter(({ documentId }) => documentId === null);
  return [
    category.description ? html`<p class="description"><bdi>${category.description}</bdi></p>` : nothing,
    inCategory(verification.requests, category.id).map((request) => requestView(context, request)),
    comments.map((comment) => html`<div class="note" part="comment">${commentItem(context, comment)}</div>`),
    documents.length === 0 && !isOpen ? html`<p class="muted">${emptyText}</p>` : nothing,
    html`<div class="documents">${repeat(documents, ({ id }) => id, (document) => documentRow(context, document))}</div>`,
    context.after?.history(context),
    html`<slot name="help-${category.id}"></slot>`,
    isOpen && adding ? adding.addArea(context) : nothing,
    isOpen && !adding ? html`<i class="bone bone-box" aria-hidden="true"></i>` : nothing,
  ];
}

/** Whether the card shows where to add; uploads that were refused keep it there so that they stay in sight. */
function isAddable({ isReadonly, verification, category, state }: CardContext): boolean {
  if (isReadonly) return false;
  return canAdd(verification, category) || inCategory(state.uploads, category.id).length > 0;
}

/** What is asked for besides, by whom and since when; answered, it is one line to look back on. */
function requestView({ texts, format, category }: CardContext, { message, documentTypeId, createdAt, fulfilledBy }: DocumentRequest): TemplateResult {
  const type = documentTypeOf(category, documentTypeId ?? '');
  const words = html`${message ? html`<bdi>${message}</bdi>` : texts.requested}`;
  const kind = type ? html` <bdi>${texts.requested_type({ type: type.title })}</bdi>` : nothing;
  if (fulfilledBy !== null) return html`<p class="answered" part="request">${icon('check')}<span>${texts.request_answered} <span class="muted">${words}</span></span></p>`;
  return html`<div class="reason request" part="request">
    <div class="reason-words">
      <p><strong>${words}</strong>${kind}</p>
      <p class="muted"><time datetime=${createdAt}>${texts.requested_on({ author: texts.reviewer, date: format.dateTime(createdAt) })}</time></p>
    </div>
  </div>`;
}

/** “At least 1 document · JPG, PNG or PDF · up to 10 MB”. */
function rulesText({ category, texts, format }: CardContext): string {
  const { minDocuments, maxDocuments, accept, maxSizeBytes, dueAt } = category;
  const rules = [
    minDocuments > 0 ? texts.rule_at_least({ count: format.count(minDocuments) }) : texts.rule_optional,
    maxDocuments !== null && maxDocuments > minDocuments ? texts.rule_at_most({ count: format.count(maxDocuments) }) : '',
    accept.length > 0 ? mediaTypesText(format, accept) : '',
    maxSizeBytes !== null ? texts.rule_size({ size: format.sizeLimit(maxSizeBytes) }) : '',
    dueAt ? texts.rule_due({ date: format.date(dueAt) }) : '',
  ];
  // Lines break after the dot, not before it.
  return rules.filter(Boolean).join('\u00a0· ');
}

/**
 * Closed everywhere, closed where the host is narrow, or open. What the customer chose wins; else settled cards are
 * closed, and where it is narrow every one but the first that needs something and those at work.
 */
function foldOf(context: CardContext, progress: CategoryProgress): string {
  const { ui, category } = context;
  const isQuiet = isQuietCard(context, progress);
  const chosen = ui.openCategories[category.id];
  const hasUploads = inCategory(context.state.uploads, category.id).length > 0;
  const isOpen = chosen ?? (hasUploads || progress === 'needs_fix' || progress === 'requested' || context.isFirstOpen);
  if (isOpen) return isQuiet ? 'quiet' : '';
  return isQuiet ? 'quiet fold-all' : 'fold-narrow';
}

function isQuietCard({ verification, category }: CardContext, progress: CategoryProgress): boolean {
  if (verification.status === 'action_required' || verification.status === 'expired') return !['needs_fix', 'requested', 'to_do'].includes(progress);
  return verification.status === 'completed' && progress === 'accepted' && !canAdd(verification, category);
}
