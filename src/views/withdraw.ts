/** Taking a submission back while the provider allows it. */
import { html, nothing } from 'lit';
import { askFirst } from './ask-first.ts';
import type { AfterContext } from './context.ts';

export function withdrawView({ texts: { after }, verification: { review }, isReadonly, dispatch }: AfterContext): unknown {
  if (!review.withdrawable || !review.submissionId || isReadonly) return nothing;
  return html`<div class="withdraw">${askFirst({ remove_no: after.withdraw_no }, {
    label: after.withdraw, name: after.withdraw_what, question: after.withdraw_question, yes: after.withdraw_yes, part: 'withdraw',
    onYes: () => dispatch({ kind: 'withdraw' }),
  })}</div>`;
}
