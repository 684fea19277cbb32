/** The decision on the whole case. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Verification } from '../../../src/model/verification.ts';
import type { WholeDecision } from '../api.ts';
import type { App } from '../app.ts';
import { disclosure, onSubmit, textOf } from './parts.ts';

interface Choice {
  readonly decision: WholeDecision['decision'];
  readonly title: string;
  readonly explanation: string;
  readonly done: string;
  readonly kind: '' | 'disclosure-danger';
}

const choices: readonly Choice[] = [
  {
    decision: 'complete', title: 'Complete …', kind: '', done: 'The verification is completed.',
    explanation: 'The customer becomes active and is told by e-mail. Accepting the last document needed does the same.',
  },
  {
    decision: 'request_changes', title: 'Request changes …', kind: '', done: 'The customer is asked for changes.',
    explanation: 'The customer is told what to fix and may submit again.',
  },
  {
    decision: 'reject', title: 'Reject the case …', kind: 'disclosure-danger', done: 'The verification is rejected.',
    explanation: 'This closes the verification. The customer can only turn to support.',
  },
];

export function wholeView(app: App, verification: Verification): TemplateResult {
  const { reason } = verification.review;
  return html`
    <section class="card stack" aria-labelledby="whole">
      <h2 id="whole">Decide the case</h2>
      ${reason ? html`<p class="reason"><bdi>${reason.message ?? reason.code ?? ''}</bdi></p>` : nothing}
      <div class="row">${choices.map((choice) => disclosure(choice.title, choiceForm(app, verification, choice), choice.kind))}</div>
    </section>
  `;
}

function choiceForm(app: App, verification: Verification, { decision, explanation, done, kind }: Choice): TemplateResult {
  const decide = onSubmit((fields) => {
    const message = textOf(fields, 'message');
    return app.run(async () => {
      await app.api.decide(verification, { decision, ...(message && { message }) });
      await app.load();
    }, done);
  });
  return html`
    <form class="stack" @submit=${decide}>
      <p class="quiet">${explanation}</p>
      <label class="field"><span>Message to the customer (optional)</span><textarea name="message" rows="2" maxlength="1000" dir="auto"></textarea></label>
      <button class="button ${kind ? 'danger' : 'primary'}" type="submit" ?disabled=${app.state.busy}>Confirm</button>
    </form>
  `;
}
