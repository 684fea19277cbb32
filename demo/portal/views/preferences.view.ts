/** Language and appearance: two native selects, both at once in effect. */
import { html, type TemplateResult } from 'lit';
import { locales, oneOf, themes, type Locale } from '../settings.ts';
import type { Scope } from './scope.ts';

/** Each language by its own name, so that nobody has to read a foreign one to find theirs. */
export const languageNames: Readonly<Record<Locale, string>> = { en: 'English', de: 'Deutsch', ar: 'العربية' };

export function preferences({ state, texts, app }: Scope): TemplateResult {
  const { locale, theme } = state.settings;
  return html`
    <div class="preferences">
      <label>
        <span>${texts.language}</span>
        <select .value=${locale} @change=${(event: Event) => app.set({ locale: oneOf(locales, chosen(event)) ?? locale })}>
          ${locales.map((value) => html`<option value=${value} lang=${value} ?selected=${value === locale}>${languageNames[value]}</option>`)}
        </select>
      </label>
      <label>
        <span>${texts.appearance}</span>
        <select .value=${theme} @change=${(event: Event) => app.set({ theme: oneOf(themes, chosen(event)) ?? theme })}>
          ${themes.map((value) => html`<option value=${value} ?selected=${value === theme}>${texts.themes[value]}</option>`)}
        </select>
      </label>
    </div>
  `;
}

function chosen(event: Event): string | null {
  return event.target instanceof HTMLSelectElement ? event.target.value : null;
}
