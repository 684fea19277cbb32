/** Before there is a snapshot: a quiet outline of what comes, or why nothing comes. */
import { html, nothing, type TemplateResult } from 'lit';
import { errorEventCode, type KycError } from '../model/errors.ts';
import { retryButton } from './banner.ts';
import type { ViewContext } from './context.ts';
import { heading } from './heading.ts';
import { icon } from './icons.ts';

/** The first load. Drawn in the measures of the page that follows, so that nothing jumps. */
export function loadingView({ texts }: ViewContext): TemplateResult {
  const card = cardBones();
  return html`<p class="visually-hidden">${texts.loading}</p>
    <div class="skeleton" part="skeleton" aria-hidden="true">
      <div class="header"><i class="bone bone-heading"></i><i class="bone bone-line"></i></div>
      <div class="bone-stages"><i class="bone"></i><i class="bone"></i><i class="bone"></i></div>
      <div class="layout"><div class="cards">${card}${card}${card}</div><div class="rail rail-end">${card}${card}</div></div>
    </div>`;
}

/** The page below the stages while its views are on their way. */
export function pageBones(): TemplateResult {
  const card = cardBones();
  return html`<div class="layout" aria-hidden="true"><div class="cards">${card}${card}</div><div class="rail rail-end">${card}</div></div>`;
}

function cardBones(): TemplateResult {
  return html`<div class="card bone-card"><i class="bone bone-title"></i><i class="bone bone-line"></i><i class="bone bone-box"></i></div>`;
}

/** Nothing could be loaded: which kind of trouble, and what to do. */
export function failureView(context: ViewContext, error: KycError): TemplateResult {
  const { texts, headingLevel } = context;
  const kind = errorEventCode(error);
  const { title, text } = texts.failure[kind];
  const isHopeless = kind === 'config_error' || kind === 'render_error';
  return html`<div class="failure" part="failure">
    ${icon(kind === 'connection_error' ? 'offline' : kind === 'session_error' ? 'lock' : 'warning')}
    ${heading({ level: headingLevel, id: 'title', part: 'title', className: 'title' }, title)}
    <p>${text}</p>
    ${isHopeless ? nothing : retryButton(context)}
    <p class="muted small">${texts.failure_code({ code: error.code })}</p>
  </div>`;
}
