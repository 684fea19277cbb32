/** How a customer will meet a category: the same words in the same order, without the controls. */
import { html, nothing, type TemplateResult } from 'lit';
import { mediaTypes, sideChoices, sidesName } from '../configuration-draft.ts';
import { formatSize } from '../format.ts';
import type { ConfiguredCategory } from '../schemas.ts';

export function categoryPreview(category: ConfiguredCategory): TemplateResult {
  const { title, description, instructions, documentTypes } = category;
  return html`
    <details class="preview">
      <summary>How customers see it</summary>
      <div class="preview-card stack">
        <p><b><bdi>${title || 'Title'}</bdi></b></p>
        ${description ? html`<p><bdi>${description}</bdi></p>` : nothing}
        <p class="quiet">${rulesOf(category)}</p>
        <ul class="preview-types">
          ${documentTypes.map((type) => html`<li>
            ${type.exampleUrl ? html`<img class="example" src=${type.exampleUrl} alt="" />` : nothing}
            <b><bdi>${type.title || 'Document type'}</bdi></b>
            <small class="quiet">${sideChoices[sidesName(type)]?.label ?? ''}</small>
            ${type.fields.map(({ label, required }) => html`<small class="quiet"><bdi>${label}</bdi>${required ? '' : ' (optional)'}</small>`)}
          </li>`)}
        </ul>
        ${instructions.length > 0 ? html`<ol>${instructions.map((line) => html`<li><bdi>${line}</bdi></li>`)}</ol>` : nothing}
      </div>
    </details>
  `;
}

/** "JPEG photo or PDF, up to 10 MB, at least 1" */
function rulesOf({ accept, maxSizeBytes, minDocuments }: ConfiguredCategory): string {
  const names = accept.map((type) => (mediaTypes[type] ?? type).replace(/ (photo|picture).*$/, ''));
  const formats = new Intl.ListFormat('en', { type: 'disjunction' }).format(names) || 'Any format';
  const size = maxSizeBytes ? `, up to ${formatSize(maxSizeBytes)}` : '';
  return `${formats}${size}, ${minDocuments > 0 ? `at least ${minDocuments}` : 'optional'}`;
}
