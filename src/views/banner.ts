/** A line across the top that says what is out of the ordinary, and what can be done. */
import { html, nothing, type TemplateResult } from 'lit';
import { errorEventCode } from '../model/errors.ts';
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
  return [connectionBanner(context), context.page?.noticeBanner(context), readonlyBanner(context)];
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

function readonlyBanner({ isReadonly, texts, verification }: SnapshotContext): unknown {
  const isQuiet = !isReadonly || verification.status === 'not_required';
  return isQuiet ? nothing : banner({ tone: 'neutral', icon: 'lock', content: texts.readonly });
}
