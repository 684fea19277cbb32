/** Why something came back: plain words, how to do it right, the reviewer's own sentence, one button. */
import { html, nothing, type TemplateResult } from 'lit';
import { canChange } from '../model/permissions.ts';
import type { DocumentFile, DocumentStatus, Reason, VerificationDocument } from '../model/verification.ts';
import { commentsAbout, newMark, unreadId } from './comments.ts';
import type { CardContext } from './context.ts';
import { adviceFor, type Advice } from './reason-advice.ts';
import { supportButton } from './support.ts';

/** The reason of a document that came back without one. */
export function reasonCode(status: DocumentStatus): string {
  return status === 'expired' ? 'expired' : 'other';
}

interface Returned {
  readonly document: VerificationDocument;
  /** Absent: the document came back as a whole. */
  readonly file?: DocumentFile;
  readonly reason: Reason | null;
}

export function reasonView(context: CardContext, returned: Returned): TemplateResult {
  const { document, reason } = returned;
  const advice = adviceFor(context, reason);
  const isFinal = document.reason?.final ?? false;
  return html`<div class="reason ${isFinal ? 'reason-final' : ''}" part="reason">
    <div class="reason-words">
      <p><strong>${advice.what}</strong> ${isFinal ? context.texts.reason_final : advice.how}</p>
      ${quote(context, document, reason?.message)}
    </div>
    ${isFinal ? supportButton(context, { kind: 'document', categoryId: document.categoryId, documentId: document.id }) : wayOut(context, returned, advice)}
  </div>`;
}

/** A picture where one helps, and the one button, while something may be changed. */
function wayOut(context: CardContext, { document, file }: Returned, { code }: Advice): unknown {
  const { adding, isReadonly, state, verification } = context;
  const isOpen = !isReadonly && state.session.kind !== 'submitting' && canChange(verification, document);
  if (!adding || !isOpen) return nothing;
  const side = file?.side ?? document.files[0]?.side ?? 'unknown';
  return html`${adding.reasonExample(context, code, side)}${adding.replaceAction(context, document, { file, isPrimary: true })}`;
}

/** The reviewer's sentence, with name and time when it also came as a comment. */
export function quote(context: CardContext, document: VerificationDocument, message: string | null | undefined): unknown {
  if (!message) return nothing;
  const { texts, format, verification } = context;
  const comment = commentsAbout(verification.comments, document.id).find(({ body }) => body === message);
  const author = comment?.author.name || texts.reviewer;
  const at = comment ? html` · <time datetime=${comment.createdAt}>${format.dateTime(comment.createdAt)}</time>${newMark(context, comment)}` : nothing;
  return html`<p class="muted" data-comment-id=${comment ? unreadId(comment) : nothing}><bdi>${texts.reviewer_says({ author })}</bdi> “<bdi>${message}</bdi>”${at}</p>`;
}
