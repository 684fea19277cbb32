/** One category: what is asked, how it stands, what was given, and (once loaded) where more is added. */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { mediaTypesText } from '../localization/media-types.ts';
import { categoryProgress, type CategoryProgress } from '../model/blockers.ts';
import { canAdd } from '../model/permissions.ts';
import { documentsIn, documentTypeOf } from '../model/selectors.ts';
import type { Comment, DocumentRequest, VerificationDocument } from '../model/verification.ts';
import { badge, progressLooks } from './badge.ts';
import { inCategory } from './by-category.ts';
import { commentItem } from './comments.ts';
import { anchorId, type CardContext } from './context.ts';
import { documentView } from './document.ts';
import { heading } from './heading.ts';
import { icon } from './icons.ts';
import { progressText } from './progress-text.ts';

/** A card whose inputs did not change is not looked at again. */
export function categoryCard(context: CardContext): unknown {
  return guard(inputsOf(context), () => card(context));
}

function inputsOf(context: CardContext): unknown[] {
  const { category, verification, state, ui, texts, format, adding, after, camera } = context;
  const { id } = category;
  const { status, customer, renewal } = verification;
  const documents = inCategory(verification.documents, id);
  return [
    category, texts, format, adding, after, state.isOnline, status, customer.status, renewal, context.isReadonly, camera.kind, camera.isFirst, context.headingLevel,
    ui.chosenTypes[id], ui.openCategories[id], ui.isMissingListShown, givenElsewhere(context), ui.drag?.categoryId === id && ui.drag.isValid, ui.drag?.categoryId === id,
    context.isFirstOpen, state.session.kind === 'submitting', state.busyIds.join(),
    ...documents, '|', ...inCategory(state.uploads, id), '|', ...inCategory(verification.requests, id), '|',
    ...commentsOf(context, documents),
  ];
}

/** About the category or a document in it. */
function commentsOf({ verification: { comments }, category }: CardContext, documents: readonly VerificationDocument[]): readonly Comment[] {
  if (comments.length === 0) return comments;
  const ids = new Set<string | null>(documents.map(({ id }) => id));
  return comments.filter(({ categoryId, documentId }) => categoryId === category.id || ids.has(documentId));
}

/** What could be offered here as well, where anything can. */
function givenElsewhere({ category, verification }: CardContext): string {
  if (category.kind === 'biometric' || !canAdd(verification, category)) return '';
  return verification.documents.filter(({ categoryId }) => categoryId !== category.id)
    .map(({ id, status, documentTypeId }) => `${id} ${status} ${documentTypeId}`).join();
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
  const comments = verification.comments.filter((comment) => comment.categoryId === category.id && comment.documentId === null);
  return [
    category.description ? html`<p class="description"><bdi>${category.description}</bdi></p>` : nothing,
    inCategory(verification.requests, category.id).map((request) => requestView(context, request)),
    comments.map((comment) => html`<div class="note" part="comment">${commentItem(context, comment)}</div>`),
    documents.length === 0 && !isOpen ? html`<p class="muted">${emptyText}</p>` : nothing,
    html`<div class="documents">${repeat(documents, ({ id }) => id, (document) => documentView(context, document))}</div>`,
    context.after?.history(context),
    html`<slot name="help-${category.id}"></slot>`,
    isOpen && adding ? adding.addArea(context) : nothing,
    isOpen && !adding ? html`<i class="bone bone-box" aria-hidden="true"></i>` : nothing,
  ];
}

/** Whether the card shows where to add; uploads that were refused keep it there so that they stay in sight. */
function isAddable({ isReadonly, verification, category, state }: CardContext): boolean {
  if (isReadonly) return false;
  return canAdd(verification, category) || state.uploads.some(({ categoryId }) => categoryId === category.id);
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
  const hasUploads = context.state.uploads.some(({ categoryId }) => categoryId === category.id);
  const isOpen = chosen ?? (hasUploads || progress === 'needs_fix' || progress === 'requested' || context.isFirstOpen);
  if (isOpen) return isQuiet ? 'quiet' : '';
  return isQuiet ? 'quiet fold-all' : 'fold-narrow';
}

function isQuietCard({ verification, category }: CardContext, progress: CategoryProgress): boolean {
  if (verification.status === 'action_required' || verification.status === 'expired') return !['needs_fix', 'requested', 'to_do'].includes(progress);
  return verification.status === 'completed' && progress === 'accepted' && !canAdd(verification, category);
}
