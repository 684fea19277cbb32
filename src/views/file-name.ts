/** A file's name on one line: its middle gives way, its end (with the ending) stays. */
import { html, type TemplateResult } from 'lit';
import { graphemes } from '../model/file-name.ts';

/** Characters kept at the end, as a person counts them. */
const tailLength = 10;
/** Enough for so many, each of several code units. */
const tailUnits = 200;

export function fileName(name: string): TemplateResult {
  const tail = [...graphemes(name.slice(-tailUnits))].slice(-tailLength).join('');
  const head = name.slice(0, name.length - tail.length);
  // Readers get the whole name; sighted people the two halves, of which the first may be cut.
  return html`<span class="file-name" part="file-name" title=${name}><bdi class="visually-hidden">${name}</bdi><bdi
    class="name-halves" aria-hidden="true"><span class="name-head">${head}</span><span class="name-tail">${tail}</span></bdi></span>`;
}
