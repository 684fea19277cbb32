/** What the provider wrote: who, what, when; and what each comment is about. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Comment, Verification } from '../model/verification.ts';
import type { ReadyContext } from './context.ts';
import { heading } from './heading.ts';

export function commentsView(context: ReadyContext): TemplateResult {
  const { texts, verification, headingLevel } = context;
  const comments = verification.comments.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  return html`<section class="panel" part="comments" aria-labelledby="comments-title">
    ${heading({ level: headingLevel + 1, id: 'comments-title', part: 'section-title' }, texts.comments)}
    ${comments.length === 0
      ? html`<p class="muted">${texts.comments_empty}</p>`
      : html`<ol class="plain comment-list" reversed>${repeat(comments, ({ id }) => id, (comment) => html`<li part="comment">${commentItem(context, comment)}${about(context, comment)}</li>`)}</ol>`}
  </section>`;
}

/** Author, time and text, as it also stands at a document. */
export function commentItem({ format }: ReadyContext, { author, body, createdAt }: Comment): TemplateResult {
  return html`<p class="comment-head"><strong><bdi>${author.name}</bdi></strong> <span class="muted">· <time datetime=${createdAt}>${format.dateTime(createdAt)}</time></span></p>
    <p class="comment-body"><bdi>${body}</bdi></p>`;
}

function about({ texts, verification }: ReadyContext, comment: Comment): unknown {
  const name = nameOf(verification, comment);
  return name ? html`<p class="muted small"><bdi>${texts.comment_about({ name })}</bdi></p>` : nothing;
}

function nameOf(verification: Verification, { categoryId, documentId }: Comment): string | undefined {
  const document = verification.documents.find(({ id }) => id === documentId);
  const category = verification.categories.find(({ id }) => id === (document?.categoryId ?? categoryId));
  const type = category?.documentTypes.find(({ id }) => id === document?.documentTypeId);
  return type?.title ?? category?.title;
}
