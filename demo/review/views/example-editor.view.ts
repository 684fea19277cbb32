/** A document type's sample picture: one of ours, one uploaded, or none. */
import { html, nothing, type TemplateResult } from 'lit';
import { exampleNames } from '../configuration-draft.ts';
import type { ConfiguredCategory } from '../schemas.ts';
import { choiceField, set, type Editor } from './form-field.ts';

type Type = ConfiguredCategory['documentTypes'][number];

export function exampleEditor(editor: Editor, place: string, { exampleUrl, title }: Type): TemplateResult {
  const onPick = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [picture] = input.files ?? [];
    const url = picture && await editor.upload(picture);
    // The same file may be chosen again.
    input.value = '';
    if (url) set(editor, place, url);
  };
  return html`
    <div class="example-editor">
      ${exampleUrl ? html`<img class="example" src=${exampleUrl} alt="Sample picture of ${title || 'this type'}" />` : nothing}
      ${choiceField(editor, {
        place, label: 'Sample picture', hint: 'Shows customers what a good photo looks like.', value: exampleUrl ?? '',
        words: choices(exampleUrl), read: (chosen) => chosen || null,
      })}
      <div class="field">
        <label for="${place}-upload">Upload your own</label>
        <input id="${place}-upload" type="file" accept="image/jpeg,image/png,image/webp" ?disabled=${editor.isBusy} aria-describedby="${place}-upload-hint" @change=${onPick} />
        <small id="${place}-upload-hint">A specimen, never a real document: everybody can see it. JPEG, PNG or WebP, up to 2 MB.</small>
      </div>
    </div>
  `;
}

/** Our samples, and the one in use when it is another. */
function choices(current: string | null): Record<string, string> {
  const known = Object.fromEntries(exampleNames.map((name) => [`/examples/${name}.svg`, name.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase())]));
  const own = current && !Object.hasOwn(known, current) ? { [current]: 'Your own' } : {};
  return { '': 'None', ...own, ...known };
}
