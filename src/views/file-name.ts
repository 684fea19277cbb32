/** A file's name on one line: its middle gives way, its end (with the ending) stays. */
import { html, type TemplateResult } from 'lit';

/** Characters kept at the end. */
const tailLength = 10;

export function fileName(name: string): TemplateResult {
  const characters = [...name];
  const split = Math.max(0, characters.length - tailLength);
  const head = characters.slice(0, split).join('');
  const tail = characters.slice(split).join('');
  // Readers get the whole name; sighted people the two halves, of which the first may be cut.
  return html`<span class="file-name" part="file-name" title=${name}><bdi class="visually-hidden">${name}</bdi><bdi
    class="name-halves" aria-hidden="true"><span class="name-head">${head}</span><span class="name-tail">${tail}</span></bdi></span>`;
}
