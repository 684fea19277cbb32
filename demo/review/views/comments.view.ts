/** What was written to the customer, and a word more: to the case, a category or a document. */
import { html, type TemplateResult } from 'lit';
import type { Comment, Verification } from '../../../src/model/verification.ts';
import type { App } from '../app.ts';
import { formatMoment } from '../format.ts';
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
      <p class="quiet"><b><bdi>${comment.author.name}</bdi></b> · ${formatMoment(comment.createdAt)}${about ? html` · about <bdi>${about}</bdi>` : ''} · ${comment.readAt ? 'read' : 'not read yet'}</p>
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
  return html`
    <form class="stack" @submit=${send}>
      <label class="field"><span>Comment to the customer</span><textarea name="body" rows="3" required maxlength="2000"></textarea></label>
      <label class="field"><span>About</span><select name="about">
        <option value="">The whole case</option>
        ${verification.categories.map(({ id, title }) => html`<option value="category ${id}">${title}</option>`)}
        ${verification.documents.filter(({ status }) => status !== 'replaced').map((document) => html`<option value="document ${document.id}">${documentTitle(verification, document.id)}</option>`)}
      </select></label>
      <button class="button primary" type="submit" ?disabled=${app.state.busy}>Send comment</button>
    </form>
  `;
}

function aboutOf(verification: Verification, { categoryId, documentId }: Comment): string | null {
  if (documentId) return documentTitle(verification, documentId);
  return verification.categories.find(({ id }) => id === categoryId)?.title ?? null;
}

/** "ID Proof: Passport", or with its number when there are several alike. */
function documentTitle({ categories, documents }: Verification, documentId: string): string {
  const document = documents.find(({ id }) => id === documentId);
  if (!document) return 'a document that is gone';
  const category = categories.find(({ id }) => id === document.categoryId);
  const type = category?.documentTypes.find(({ id }) => id === document.documentTypeId);
  const alike = documents.filter((other) =>
    other.categoryId === document.categoryId && other.documentTypeId === document.documentTypeId && other.status !== 'replaced');
  const number = alike.length > 1 ? ` ${alike.indexOf(document) + 1}` : '';
  return `${category?.title ?? document.categoryId}: ${type?.title ?? document.documentTypeId}${number}`;
}
