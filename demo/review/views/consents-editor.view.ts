/** What customers agree to before they submit, and the privacy notice they are shown. */
import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { keyOf, newConsent } from '../configuration-draft.ts';
import { set, switchField, textField, wordsField, type Editor } from './form-field.ts';
import { icon } from './icons.ts';
import { focusOn, itemButtons } from './list-editor.ts';

export function consentsEditor(editor: Editor): TemplateResult {
  const { consents } = editor.configuration;
  const add = (): void => {
    set(editor, 'consents', [...consents, newConsent()]);
    focusOn(`consents.${consents.length}.text`);
  };
  return html`
    <details class="card category-editor">
      <summary><span><b>Consents and privacy notice</b></span><span class="badge">${consents.length === 1 ? '1 consent' : `${consents.length} consents`}</span></summary>
      <div class="stack">
        ${repeat(consents, keyOf, ({ text, version, required }, at) => html`
          <div class="document-type stack" role="group" aria-label="Consent ${at + 1}">
            ${wordsField(editor, { place: `consents.${at}.text`, label: 'Wording', hint: 'What the customer agrees to, in full sentences.', value: text, whenEmpty: '', max: 2000 })}
            ${textField(editor, { place: `consents.${at}.version`, label: 'Version', hint: 'Change it when the wording changes: customers are then asked again.', value: version, max: 50 })}
            ${switchField(editor, { place: `consents.${at}.required`, label: 'Required', hint: 'Nothing can be submitted without it.', value: required })}
            ${itemButtons(editor, consents, { place: 'consents', index: at, name: `consent ${at + 1}`, removeLabel: 'Remove', next: 'consents' })}
          </div>`)}
        <p><button class="button" type="button" id="consents" @click=${add}>${icon('plus')}Add a consent</button></p>
        ${privacyNotice(editor)}
      </div>
    </details>
  `;
}

function privacyNotice(editor: Editor): TemplateResult {
  const { privacyNotice: notice } = editor.configuration;
  const toggle = (): void => {
    set(editor, 'privacyNotice', notice ? null : { url: '', version: '1' });
    if (!notice) focusOn('privacyNotice.url');
  };
  return html`
    <div class="field">
      <label class="choice"><input id="privacyNotice" type="checkbox" .checked=${notice !== null} aria-describedby="privacyNotice-hint" @change=${toggle} />Link to a privacy notice</label>
      <small id="privacyNotice-hint">Customers see the link beside Submit.</small>
    </div>
    ${notice ? html`<div class="grid">
      ${textField(editor, { place: 'privacyNotice.url', label: 'Address', hint: 'Begins with https://.', value: notice.url, max: 2000 })}
      ${textField(editor, { place: 'privacyNotice.version', label: 'Version', hint: 'Written to the audit with each consent.', value: notice.version, max: 50 })}
    </div>` : ''}
  `;
}
