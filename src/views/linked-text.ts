/** Plain text with its web addresses as links, where the host allows where they lead. Nothing else in it is markup. */
import { html, type TemplateResult } from 'lit';
import type { ReadyContext } from './context.ts';
import { icon } from './icons.ts';

/** An address as people write it. Quotes, brackets and marks that turn the direction of text are no part of one. */
const address = /https?:\/\/[^\s<>"“”„«»\u200e\u200f\u202a-\u202e\u2066-\u2069]+/giu;
const closing = '.,;:!?\'’)]}…';

export function linkedText(context: ReadyContext, text: string): readonly unknown[] {
  const parts: unknown[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const written = withoutClosing(match[0]);
    const url = context.allowedUrl(written);
    if (!url) continue;
    parts.push(text.slice(end, match.index), link(context, url, written));
    end = match.index + written.length;
  }
  return [...parts, text.slice(end)];
}

/** The sentence goes on behind an address: its last marks are the sentence's, except a bracket that was opened in it. */
function withoutClosing(written: string): string {
  let end = written.length;
  while (end > 0 && closing.includes(written.charAt(end - 1))) {
    if (written.charAt(end - 1) === ')' && written.slice(0, end).includes('(')) break;
    end -= 1;
  }
  return written.slice(0, end);
}

function link({ texts }: ReadyContext, url: string, written: string): TemplateResult {
  return html`<a class="text-link" part="comment-link" href=${url} target="_blank" rel="noopener noreferrer"><bdi dir="ltr">${written}</bdi>${icon('external')}<span
    class="visually-hidden"> (${texts.support_new_tab})</span></a>`;
}
