/** What was written to the customer, and a word more: to the case, a category or a document. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Comment, Verification } from '../../../src/model/verification.ts';
import type { App } from '../app.ts';
import { formatMoment } from '../format.ts';
import { keysAttribute } from '../shortcuts.ts';
import { fullTitleOf } from '../targets.ts';
import { onSubmit, textOf } from './parts.ts';

export function commentsView(app: App, verification: Verification): TemplateResult {
  const { comments } = verification;
  return html`
    <section class="card stack" aria-labelledby="comments">
      <h2 id="comments">Comments</h2>
      ${comments.length > 0
        ? html`<ul class="comments">${comments.map((comment) => commentView(verification, comment))}</ul>`
        : html`<p class="quiet">No comments yet.</p>`}
      ${commentForm(app, verification)}
    </section>
  `;
}

function commentView(verification: Verification, comment: Comment): TemplateResult {
  const about = aboutOf(verification, comment);
  return html`
    <li>
      <p class="quiet">Sent By <b><bdi>${comment.author.name}</bdi></b> · <time datetime=${comment.createdAt}>${formatMoment(comment.createdAt)}</time>${about ? html` · about <bdi>${about}</bdi>` : nothing} · ${comment.readAt ? 'read' : 'not read yet'}</p>
      <p class="plain" dir="auto">${comment.body}</p>
    </li>
  `;
}

function commentForm(app: App, verification: Verification): TemplateResult {
  const send = onSubmit((fields) => {
    const [kind, id] = textOf(fields, 'about').split(' ');
    return app.run(async () => {
      await app.api.comment(verification, {
        body: textOf(fields, 'body'),
        ...(kind === 'category' && { categoryId: id }),
        ...(kind === 'document' && { documentId: id }),
      });
      await app.load();
    }, 'Comment sent.');
  });
  const documents = verification.documents.filter(({ status }) => status !== 'replaced');
  return html`
    <form class="stack" @submit=${send}>
      <label class="field"><span>Comment to the customer</span>
        <textarea id="comment-body" name="body" rows="3" required maxlength="2000" dir="auto" aria-keyshortcuts=${keysAttribute(app.shortcuts, 'c') ?? nothing}></textarea></label>
      <label class="field"><span>About</span><select id="comment-about" name="about">
        <option value="">The whole case</option>
        ${verification.categories.map(({ id, title }) => html`<option value="category ${id}">${title}</option>`)}
        ${documents.map((document) => html`<option value="document ${document.id}">${fullTitleOf(verification, document)}</option>`)}
      </select></label>
      <p class="quiet">Sent By <bdi>${app.state.session?.reviewer}</bdi></p>
      <button class="button primary" type="submit" ?disabled=${app.state.busy}>Send comment</button>
    </form>
  `;
}

function aboutOf(verification: Verification, { categoryId, documentId }: Comment): string | null {
  if (!documentId) return verification.categories.find(({ id }) => id === categoryId)?.title ?? null;
  const document = verification.documents.find(({ id }) => id === documentId);
  return document ? fullTitleOf(verification, document) : 'a document that is gone';
}
