/** A heading of a level that is only known at run time; can be gone to, so it takes focus from code. */
import { html, type TemplateResult } from 'lit';

export interface HeadingOptions {
  /** 1–6; deeper ones are 6. */
  readonly level: number;
  readonly id: string;
  readonly part: string;
  readonly className?: string;
}

export function heading({ level, id, part, className = '' }: HeadingOptions, content: unknown): TemplateResult {
  switch (Math.min(6, Math.max(1, Math.trunc(level)))) {
    case 1: return html`<h1 id=${id} part=${part} class=${className} tabindex="-1">${content}</h1>`;
    case 2: return html`<h2 id=${id} part=${part} class=${className} tabindex="-1">${content}</h2>`;
    case 3: return html`<h3 id=${id} part=${part} class=${className} tabindex="-1">${content}</h3>`;
    case 4: return html`<h4 id=${id} part=${part} class=${className} tabindex="-1">${content}</h4>`;
    case 5: return html`<h5 id=${id} part=${part} class=${className} tabindex="-1">${content}</h5>`;
    default: return html`<h6 id=${id} part=${part} class=${className} tabindex="-1">${content}</h6>`;
  }
}
