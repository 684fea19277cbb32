/** Earlier rounds: what was sent when, what was decided on it, by whom and why. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Verification } from '../../../src/model/verification.ts';
import { formatMoment } from '../format.ts';
import type { Round } from '../schemas.ts';
import { fullTitleOf, sideOf } from '../targets.ts';
import { outcomeWords, sideWords, word } from '../words.ts';
import { reasonView } from './document.view.ts';
import { documentBadge } from './parts.ts';

export function roundsView(verification: Verification, rounds: readonly Round[]): TemplateResult | typeof nothing {
  if (rounds.length === 0) return nothing;
  return html`
    <section class="card stack" aria-labelledby="rounds">
      <h2 id="rounds">Rounds</h2>
      <ol class="rounds">${rounds.map((round, index) => roundView(verification, round, index === rounds.length - 1))}</ol>
    </section>
  `;
}

function roundView(verification: Verification, round: Round, isLatest: boolean): TemplateResult {
  return html`
    <li>
      <details ?open=${isLatest}>
        <summary><b>${word(outcomeWords, round.outcome ?? 'open')}</b> <span class="quiet">sent ${formatMoment(round.submittedAt)}${round.decidedAt ? html`, decided ${formatMoment(round.decidedAt)}` : nothing}</span></summary>
        ${reasonView(round.reason)}
        <ul class="comments">${round.documents.map((one) => documentView(verification, one))}</ul>
      </details>
    </li>
  `;
}

function documentView(verification: Verification, one: Round['documents'][number]): TemplateResult {
  const document = verification.documents.find(({ id }) => id === one.documentId);
  const sides = one.files.length > 1 ? one.files.filter(({ reason }) => reason !== null) : [];
  return html`
    <li>
      <div class="heading">
        <p><bdi>${document ? fullTitleOf(verification, document) : 'A document that is gone'}</bdi>${one.decidedBy ? html` <span class="quiet">by <bdi>${one.decidedBy}</bdi></span>` : nothing}</p>
        ${documentBadge(one.status)}
      </div>
      ${sides.length === 0 ? reasonView(one.reason) : sides.map((file) => html`<p class="quiet">${file.side === 'page' ? sideOf({ side: 'page', page: file.page }) : word(sideWords, file.side)}</p>${reasonView(file.reason)}`)}
    </li>
  `;
}
