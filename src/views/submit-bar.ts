/** Always in sight while something can be sent: how far it is, Submit, and what is missing once Submit was pressed. */
import { html, nothing, type TemplateResult } from 'lit';
import { blockers, isDueAgain, type Blocker } from '../model/blockers.ts';
import { documentTypeOf, progressOf } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import type { Verification } from '../model/verification.ts';
import { categoryName } from './category-name.ts';
import type { ReadyContext } from './context.ts';
import { heading } from './heading.ts';
import { openPoints } from './header.ts';
import { icon } from './icons.ts';
import { uploadsStrip } from './uploads-strip.ts';

export function submitBar(context: ReadyContext): unknown {
  const { state: { session }, verification, texts, dispatch } = context;
  // A renewal is not sent before the customer has begun it.
  if (verification.status === 'completed' && (isDue(verification) || isComplete(context.state)) && !hasNews(context)) return nothing;
  const isSubmitting = session.kind === 'submitting';
  return html`<div class="submit-bar" part="submit-bar">
    ${missingList(context)}
    ${uploadsStrip(context)}
    <div class="submit-row">
      <p>${barText(context)}</p>
      <button type="button" id="submit" class="button button-primary" part="button button-primary submit-button"
        aria-disabled=${isSubmitting ? 'true' : 'false'} @click=${() => isSubmitting || dispatch({ kind: 'submit' })}
      >${isSubmitting ? texts.submitting : texts.submit}</button>
    </div>
  </div>`;
}

/** Nothing stands in the way of sending. */
export function isComplete(state: State): boolean {
  return blockers(state).length === 0;
}

function isDue({ renewal }: Verification): boolean {
  return renewal?.status === 'due' || renewal?.status === 'unknown';
}

function hasNews({ state: { uploads }, verification }: ReadyContext): boolean {
  return uploads.length > 0 || verification.documents.some(({ status }) => status === 'uploaded' || status === 'uploading');
}

function barText({ state, texts, format, verification }: ReadyContext): TemplateResult {
  const { satisfied, required } = verification.status === 'completed' ? renewed(verification) : progressOf(verification);
  const { fixes, requests } = openPoints(verification);
  const count = fixes + requests;
  if (blockers(state).length === 0) return html`<strong>${texts.bar_ready}</strong> <span class="muted">${texts.bar_ready_hint}</span>`;
  const text = verification.status === 'action_required' && count > 0
    ? texts[fixes > 0 ? 'bar_fix' : 'bar_add']({ count: format.count(count) })
    : verification.documents.length === 0 && state.uploads.length === 0 ? texts.bar_none : texts.bar_added({ added: format.number(satisfied), total: format.number(required) });
  return html`<strong>${text}</strong> <span class="muted hint">${texts.bar_hint}</span>`;
}

/** How many of the categories to be renewed have something new. */
function renewed(verification: Verification): { readonly satisfied: number; readonly required: number } {
  const due = verification.categories.filter(({ id }) => verification.renewal?.categoryIds.includes(id));
  return { satisfied: due.filter((category) => !isDueAgain(verification, category)).length, required: due.length };
}

function missingList(context: ReadyContext): unknown {
  const { texts } = context;
  const missing = context.ui.isMissingListShown ? blockers(context.state) : [];
  if (missing.length === 0) return nothing;
  return html`<div class="missing" part="missing" id="missing" tabindex="-1" role="group" aria-labelledby="missing-title">
    ${heading({ level: context.headingLevel + 1, id: 'missing-title', part: 'section-title' }, texts.missing_title)}
    <ul class="plain">${missing.map((blocker) => html`<li>${icon('warning')}<button type="button" class="link"
      @click=${() => context.dispatch({ kind: 'go_to', blocker })}><bdi>${blockerText(context, blocker)}</bdi></button></li>`)}</ul>
  </div>`;
}

function blockerText({ verification, state, texts, format }: ReadyContext, blocker: Blocker): string {
  const { kind, categoryId, documentId, uploadId, fieldId, consentId, side = 'unknown', count = 1 } = blocker;
  const found = verification.categories.find(({ id }) => id === categoryId);
  const category = found ? categoryName(found) : '';
  const file = state.uploads.find((upload) => upload.uploadId === uploadId)?.name ?? '';
  const document = verification.documents.find(({ id }) => id === documentId);
  const type = found && document ? documentTypeOf(found, document.documentTypeId) : undefined;
  switch (kind) {
    case 'documents_missing': return texts.missing.documents_missing({ category, count: format.count(count) });
    case 'side_missing': return texts.missing.side_missing({ category, side: texts.side_missing[side] });
    case 'needs_fix': return texts.missing.needs_fix({ category, document: type?.title ?? texts.document_type_unknown });
    case 'field_missing': return texts.missing.field_missing({ category, field: type?.fields.find(({ id }) => id === fieldId)?.label ?? '' });
    case 'consent_missing': return texts.missing.consent_missing({ consent: shortened(verification.consents.find(({ id }) => id === consentId)?.text ?? '') });
    case 'requested': return texts.missing.requested({ category });
    default: return texts.missing[kind]({ category, file });
  }
}

/** The start of a long text, whole words; it stands in full where this leads. */
function shortened(text: string): string {
  const longest = 80;
  return text.length <= longest ? text : `${[...text].slice(0, longest).join('').replace(/\s+\S*$/, '')} …`;
}
