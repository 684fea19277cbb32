/** A word to the person about something that did not work or that they did not do; under the header until dismissed. */
import { html, nothing } from 'lit';
import { errorEventCode, type KycError } from '../model/errors.ts';
import { lookUp } from '../localization/messages.ts';
import { banner } from './banner.ts';
import type { ReadyContext } from './context.ts';
import { factsOf } from './facts.ts';

export function noticeBanner(context: ReadyContext): unknown {
  const { state: { notice }, texts, dispatch } = context;
  if (!notice) return nothing;
  const isNews = notice.kind === 'comment' || notice.kind === 'status_changed';
  return banner({
    tone: isNews ? 'info' : 'warning',
    icon: isNews ? 'info' : 'warning',
    content: html`${noticeSubject(context)}${noticeText(context)}`,
    actions: html`<button type="button" class="button button-quiet" part="button"
      @click=${() => dispatch({ kind: 'dismiss_notice' })}>${texts.dismiss}</button>`,
  });
}

/** The document a notice is about, by the name of its type. */
function noticeSubject({ state: { notice }, verification }: ReadyContext): unknown {
  const document = verification.documents.find(({ id }) => id === notice?.documentId);
  const category = verification.categories.find(({ id }) => id === document?.categoryId);
  const type = category?.documentTypes.find(({ id }) => id === document?.documentTypeId);
  return type ? html`<strong><bdi>${type.title}</bdi>:</strong> ` : nothing;
}

function noticeText({ state: { notice }, texts, format }: ReadyContext): string {
  if (!notice) return '';
  const { kind, error, limit, actual } = notice;
  if (kind === 'too_many_at_once' && limit !== undefined && actual !== undefined) {
    return texts.notice_too_many_at_once({ limit: format.number(limit), actual: format.number(actual) });
  }
  return error ? problemText({ texts, format }, error) : texts.notice[kind];
}

/** What a failed action says. */
export function problemText({ texts, format }: Pick<ReadyContext, 'texts' | 'format'>, error: KycError): string {
  const say = lookUp(texts.problem, error.code) ?? lookUp(texts.problem, errorEventCode(error));
  return say?.(factsOf(format, error.code, error.detail)) ?? texts.notice.action_failed;
}
