/** A document whose inputs did not change is not looked at again: one decision among many redraws one row. */
import { nothing } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { VerificationDocument } from '../model/verification.ts';
import { commentsAbout } from './comments.ts';
import type { CardContext } from './context.ts';
import { documentView, uploadsOf } from './document.ts';

export function documentRow(context: CardContext, document: VerificationDocument): unknown {
  return guard(inputsOf(context, document), () => documentView(context, document));
}

/** Everything a document's row is drawn from; what rarely matters stands for all it could depend on. */
function inputsOf(context: CardContext, document: VerificationDocument): unknown[] {
  const { verification, state } = context;
  const moving = uploadsOf(context, document);
  return [
    ...sharedInputs(context), context.category, document, commentsAbout(verification.comments, document.id),
    moving.length > 0 || verification.renewal ? verification.documents : nothing, ...moving,
    state.busyIds.length > 0 && isAbout(document, state.busyIds) ? state.busyIds : nothing,
    ...document.files.map(({ id }) => state.cleaned[id]),
    isFinal(document) ? state : nothing,
  ];
}

/** What cards and rows depend on beside their own part of the snapshot. */
export function sharedInputs({ verification, state, ui, texts, format, adding, camera, isReadonly, allowedUrl }: CardContext): unknown[] {
  const { status, customer, renewal, support } = verification;
  return [
    texts, format, adding, camera.kind, camera.isFirst, isReadonly, allowedUrl, state.isOnline, state.session.kind === 'submitting',
    status, customer.status, renewal, support, ui.isMissingListShown, ui.newCommentIds,
  ];
}

/** Leads to support, with a letter that says how everything stands. */
export function isFinal({ reason }: VerificationDocument): boolean {
  return reason?.final ?? false;
}

function isAbout({ id, files }: VerificationDocument, ids: readonly string[]): boolean {
  return ids.some((one) => one === id || files.some((file) => file.id === one));
}
