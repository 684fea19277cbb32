/** What was taken out of a file before it is sent: the person sees that their home's position does not go along. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RemovedDetails } from '../model/upload.ts';
import { icon } from './icons.ts';
import type { ReadyContext } from './context.ts';

export function removedNote({ texts }: Pick<ReadyContext, 'texts'>, removed: RemovedDetails | undefined): TemplateResult | typeof nothing {
  if (!removed) return nothing;
  return html`<p class="file-facts state state-line tone-success" part="removed-note">${icon('check')}<span>${texts.removed[removed]}</span></p>`;
}
