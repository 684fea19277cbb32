/** Why something came back: plain words, how to do it right, the reviewer's own sentence, one button. */
import { html, nothing, type TemplateResult } from 'lit';
import { canChange } from '../model/permissions.ts';
import type { Comment, DocumentFile, DocumentStatus, Reason, VerificationDocument } from '../model/verification.ts';
import { adviceFor } from './reason-advice.ts';
import type { CardContext, ReadyContext } from './context.ts';

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

export function reasonView(context: CardContext, { document, file, reason }: Returned): TemplateResult {
  const { what, how } = adviceFor(context, reason);
  const isOpen = !context.isReadonly && context.state.session.kind !== 'submitting' && canChange(context.verification, document);
  return html`<div class="reason" part="reason">
    <div class="reason-words">
      <p><strong>${what}</strong> ${document.reason?.final ? nothing : how}</p>
      ${quote(context, document, reason?.message)}
    </div>
    ${isOpen && context.adding ? context.adding.replaceAction(context, document, { file, isPrimary: true }) : nothing}
  </div>`;
}

/** The reviewer's sentence, with name and time when it also came as a comment. */
function quote({ texts, format, verification }: ReadyContext, document: VerificationDocument, message: string | null | undefined): unknown {
  if (!message) return nothing;
  const comment = verification.comments.find((each: Comment) => each.documentId === document.id && each.body === message);
  const author = comment?.author.name || texts.reviewer;
  const at = comment ? html` · <time datetime=${comment.createdAt}>${format.dateTime(comment.createdAt)}</time>` : nothing;
  return html`<p class="muted"><bdi>${texts.reviewer_says({ author })}</bdi> “<bdi>${message}</bdi>”${at}</p>`;
}
