/** How to do it right, folded: what the provider asks, and a drawn good and bad example. */
import { html, nothing, type TemplateResult } from 'lit';
import type { CategoryKind } from '../model/verification.ts';
import type { CardContext } from './context.ts';
import { icon } from './icons.ts';
import { chosenType } from './type-choice.ts';

export function adviceView(context: CardContext): TemplateResult {
  const { category, allowedUrl } = context;
  const texts = context.texts;
  const type = chosenType(context);
  const own = [...category.instructions, ...(type?.instructions ?? [])];
  const kind = category.kind === 'unknown' ? 'other' : category.kind;
  const instructions = own.length > 0 ? own : texts.instruction[kind];
  const url = allowedUrl(type?.exampleUrl);
  return html`<details class="advice" part="advice">
    <summary>${texts.good_photo}</summary>
    <ol>${instructions.map((instruction) => html`<li><bdi>${instruction}</bdi></li>`)}</ol>
    <div class="examples">
      ${url && type ? html`<figure><img class="example-picture" src=${url} alt=${texts.example_of({ name: type.title })} loading="lazy"></figure>` : nothing}
      ${example(kind, true, texts.good_example)}${example(kind, false, texts.bad_example)}
    </div>
  </details>`;
}

function example(kind: Exclude<CategoryKind, 'unknown'>, isGood: boolean, caption: string): TemplateResult {
  const shape = shapes[kind];
  return html`<figure class=${isGood ? 'tone-success' : 'tone-danger'}>
    <svg class="example" viewBox="0 0 96 64" aria-hidden="true" focusable="false">
      <g transform=${isGood ? '' : 'rotate(-14 48 32) translate(20 -14)'}><path d=${shape}></path></g>
      ${isGood ? nothing : glare}
    </svg>
    <figcaption>${icon(isGood ? 'check' : 'stop')}<span>${caption}</span></figcaption>
  </figure>`;
}

// lit's `svg` tag would be one more import; a nested `<svg>` is a fragment of the right namespace as well.
const glare = html`<svg><circle class="glare" cx="58" cy="24" r="11"></circle></svg>`;

const shapes: Readonly<Record<Exclude<CategoryKind, 'unknown'>, string>> = {
  identity: 'M16 14h64v38H16ZM24 23h15v19H24ZM47 24h25M47 32h25M47 40h16',
  address: 'M32 5h26l10 10v44H32ZM58 5v10h10M39 25h22M39 33h22M39 41h22M39 49h13',
  biometric: 'M48 10a13 13 0 1 1 0 26a13 13 0 1 1 0-26ZM22 60c3-12 13-17 26-17s23 5 26 17',
  other: 'M32 5h26l10 10v44H32ZM58 5v10h10M39 27h22M39 36h22M39 45h13',
};
