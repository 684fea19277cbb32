/** A line across the top that says what is out of the ordinary, and what can be done. */
import { html, nothing, type TemplateResult } from 'lit';
import { errorEventCode, type KycError } from '../model/errors.ts';
import { lookUp, type PageMessages } from '../localization/messages.ts';
import { factsOf } from './facts.ts';
import type { Tone } from './badge.ts';
import type { SnapshotContext, ViewContext } from './context.ts';
import { icon, type IconName } from './icons.ts';

interface Banner {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly content: unknown;
  readonly actions?: unknown;
}

export function banner({ tone, icon: name, content, actions = nothing }: Banner): TemplateResult {
  return html`<div class="banner tone-${tone}" part="banner">${icon(name)}<p>${content}</p>${actions}</div>`;
}

/** Everything that stands between the header and the cards: connection, an older snapshot, a notice, read-only. */
export function banners(context: SnapshotContext): unknown {
  return [connectionBanner(context), noticeBanner(context), readonlyBanner(context)];
}

function connectionBanner(context: SnapshotContext): unknown {
  const { state, texts, format } = context;
  if (!state.isOnline) return banner({ tone: 'warning', icon: 'offline', content: texts.offline });
  if (!state.problem) return nothing;
  const isSession = errorEventCode(state.problem) === 'session_error';
  const text = isSession ? texts.stale_expired : texts.stale;
  const checked = state.checkedAt === null ? '' : ` ${texts.last_checked({ time: format.time(state.checkedAt) })}.`;
  return banner({
    tone: isSession ? 'danger' : 'warning', icon: 'warning', content: `${text}${checked}`, actions: retryButton(context),
  });
}

export function retryButton({ texts, dispatch }: ViewContext): TemplateResult {
  return html`<button type="button" class="button" part="button" @click=${() => dispatch({ kind: 'refresh' })}>${texts.retry}</button>`;
}

function noticeBanner(context: SnapshotContext): unknown {
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
function noticeSubject({ state: { notice }, verification }: SnapshotContext): unknown {
  const document = verification.documents.find(({ id }) => id === notice?.documentId);
  const category = verification.categories.find(({ id }) => id === document?.categoryId);
  const type = category?.documentTypes.find(({ id }) => id === document?.documentTypeId);
  return type ? html`<strong><bdi>${type.title}</bdi>:</strong> ` : nothing;
}

function noticeText({ state: { notice }, texts, format }: SnapshotContext): string {
  if (!notice) return '';
  const { kind, error, limit, actual } = notice;
  if (kind === 'too_many_at_once' && limit !== undefined && actual !== undefined) {
    return texts.notice_too_many_at_once({ limit: format.number(limit), actual: format.number(actual) });
  }
  return error ? problemText({ texts, format }, error) : texts.notice[kind];
}

/** What a failed action says. */
export function problemText({ texts, format }: Pick<ViewContext, 'texts' | 'format'>, error: KycError): string {
  const problems: Partial<PageMessages['problem']> = texts.problem ?? {};
  const say = lookUp(problems, error.code) ?? lookUp(problems, errorEventCode(error));
  return say?.(factsOf(format, error.code, error.detail)) ?? texts.notice.action_failed;
}

function readonlyBanner({ isReadonly, texts, verification }: SnapshotContext): unknown {
  const isQuiet = !isReadonly || verification.status === 'not_required';
  return isQuiet ? nothing : banner({ tone: 'neutral', icon: 'lock', content: texts.readonly });
}
