/** What the provider wrote: who, what, when; what is new in it, and what each comment is about. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { listsBy } from '../model/remembered.ts';
import type { Comment, Verification } from '../model/verification.ts';
import { categoryName } from './category-name.ts';
import type { ReadyContext } from './context.ts';
import { heading } from './heading.ts';
import { linkedText } from './linked-text.ts';

/** Of all comments, in their order. */
export const commentsAbout = listsBy('documentId');

export function commentsView(context: ReadyContext): TemplateResult {
  const { texts, verification, headingLevel } = context;
  const comments = verification.comments.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return html`<section class="panel" part="comments" aria-labelledby="comments-title">
    ${heading({ level: headingLevel + 1, id: 'comments-title', part: 'section-title' }, html`${texts.comments}${unreadCount(context)}`)}
    ${comments.length === 0
      ? html`<p class="muted">${texts.comments_empty}</p>`
      : html`<ol class="plain comment-list" reversed>${repeat(comments, ({ id }) => id, (comment) => html`<li part="comment">${commentItem(context, comment)}${about(context, comment)}</li>`)}</ol>`}
  </section>`;
}

/** Author, time and text, as it also stands at a document. */
export function commentItem(context: ReadyContext, comment: Comment): TemplateResult {
  const { format, texts } = context;
  const { author, body, createdAt } = comment;
  return html`<div class="comment" data-comment-id=${unreadId(comment)}>
    <p class="comment-head"><strong><bdi>${author.name || texts.reviewer}</bdi></strong> <span class="muted">· <time datetime=${createdAt}>${format.dateTime(createdAt)}</time></span>${newMark(context, comment)}</p>
    <p class="comment-body"><bdi>${linkedText(context, body)}</bdi></p>
  </div>`;
}

/** What the server does not know as read carries its id: it is read once it was in sight. */
export function unreadId({ id, readAt }: Comment): string | typeof nothing {
  return readAt === null ? id : nothing;
}

/** New as long as the visit lasts in which it was first seen. */
export function newMark({ ui, texts }: ReadyContext, { id, readAt }: Comment): TemplateResult | typeof nothing {
  const isNew = readAt === null || ui.newCommentIds?.has(id);
  return isNew ? html` <span class="new-mark" part="comment-new">${texts.comment_new}</span>` : nothing;
}

function unreadCount({ texts, format, verification }: ReadyContext): unknown {
  const count = verification.comments.filter(({ readAt }) => readAt === null).length;
  return count === 0 ? nothing : html` <span class="muted count">${texts.comments_unread({ count: format.count(count) })}</span>`;
}

function about({ texts, verification }: ReadyContext, comment: Comment): unknown {
  const name = nameOf(verification, comment);
  return name ? html`<p class="muted small"><bdi>${texts.comment_about({ name })}</bdi></p>` : nothing;
}

function nameOf(verification: Verification, { categoryId, documentId }: Comment): string | undefined {
  const document = verification.documents.find(({ id }) => id === documentId);
  const category = verification.categories.find(({ id }) => id === (document?.categoryId ?? categoryId));
  const type = category?.documentTypes.find(({ id }) => id === document?.documentTypeId);
  return category && categoryName(category, type?.title);
}
