/** How to do it right, drawn: a bad and a good picture of the kind of document that came back. Loads with adding. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Side } from '../model/verification.ts';
import type { CardContext } from './context.ts';
import { icon } from './icons.ts';

/** What a drawing shows; codes that no picture helps with have none. */
const pictures: Readonly<Record<string, keyof typeof faults>> = {
  blurred: 'blurred', unreadable: 'blurred', glare: 'glare', too_dark: 'dark', cropped: 'cropped', covered: 'covered',
  wrong_side: 'side', missing_side: 'missing', missing_page: 'missing', damaged: 'damaged', photo_mismatch: 'covered',
};

const card = 'M16 14h64v38H16ZM24 23h15v19H24ZM47 24h25M47 32h25M47 40h16';
const cardBack = 'M16 14h64v38H16ZM16 21h64M16 28h64M24 38h36M24 45h22';
const sheet = 'M32 5h26l10 10v44H32ZM58 5v10h10M39 25h22M39 33h22M39 41h22M39 49h13';
const face = 'M48 10a13 13 0 1 1 0 26a13 13 0 1 1 0-26ZM22 60c3-12 13-17 26-17s23 5 26 17';
const shapes = { identity: card, address: sheet, biometric: face, other: sheet, unknown: sheet } as const;

interface Subject {
  readonly shape: string;
  readonly side: Side;
}

const drawn = (shape: string, transform = '', className = '') => html`<svg><g transform=${transform} class=${className}><path d=${shape}></path></g></svg>`;
const plain = ({ shape, side }: Subject) => drawn(shape === card && side === 'back' ? cardBack : shape);

/** The document with what is wrong about it. A nested `<svg>` is a fragment of the right namespace. */
const faults = {
  blurred: ({ shape }: Subject) => [-4, 0, 4].map((x) => drawn(shape, `translate(${x} ${x / 2})`, 'example-faint')),
  glare: (subject: Subject) => [plain(subject), html`<svg><circle class="glare" cx="56" cy="28" r="14"></circle></svg>`],
  dark: (subject: Subject) => [plain(subject), html`<svg><rect class="example-dark" width="96" height="64"></rect></svg>`],
  cropped: ({ shape }: Subject) => drawn(shape, 'translate(-34 -26) scale(1.5)'),
  covered: (subject: Subject) => [plain(subject), html`<svg><path class="example-cover" d="M34 70c-2-18 2-34 13-34s15 16 13 34Z"></path></svg>`],
  side: ({ shape, side }: Subject) => drawn(shape === card && side !== 'back' ? cardBack : shape),
  missing: ({ shape }: Subject) => [drawn(shape, 'translate(-2 14) scale(.55)'), drawn('M16 14h64v38H16Z', 'translate(44 14) scale(.55)', 'example-gap')],
  damaged: (subject: Subject) => [plain(subject), drawn('m58 8-9 12 7 8-11 10 6 9-7 12', '', 'example-crack')],
} as const;

const rights: Partial<Record<keyof typeof faults, (subject: Subject) => unknown>> = {
  missing: ({ shape }) => [drawn(shape, 'translate(-2 14) scale(.55)'), drawn(shape === card ? cardBack : shape, 'translate(44 14) scale(.55)')],
};

/** Both are decoration: the sentence beside them says the same. */
export function reasonExample({ category, texts }: CardContext, code: string, side: Side): TemplateResult | typeof nothing {
  const fault = Object.hasOwn(pictures, code) ? pictures[code] : undefined;
  if (!fault) return nothing;
  const subject = { shape: shapes[category.kind], side };
  return html`<div class="reason-examples" part="example" aria-hidden="true">
    ${figure(false, faults[fault](subject), texts.example_wrong)}${figure(true, (rights[fault] ?? plain)(subject), texts.example_right)}
  </div>`;
}

function figure(isGood: boolean, drawing: unknown, caption: string): TemplateResult {
  return html`<figure class=${isGood ? 'tone-success' : 'tone-danger'}>
    <svg class="example" viewBox="0 0 96 64" focusable="false">${drawing}</svg>
    <figcaption>${icon(isGood ? 'check' : 'stop')}<span>${caption}</span></figcaption>
  </figure>`;
}
