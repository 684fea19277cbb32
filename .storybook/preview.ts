/** What every story has: a theme, a language with its direction, and a width, chosen in the toolbar. */
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import { configure } from 'storybook/test';
import manifest from '../custom-elements.json' with { type: 'json' };
import './preview.css';

setCustomElementsManifest(manifest);
// A wait ends as soon as what it waits for is there; the library's second is too short for a busy machine.
configure({ asyncUtilTimeout: 20_000 });

const widths = ['1280', '768', '390', '280'];

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    layout: 'fullscreen',
    controls: { expanded: true },
    a11y: { test: 'error' },
  },
  initialGlobals: { theme: 'light', locale: 'en', width: 'full' },
  globalTypes: {
    theme: {
      description: 'Theme',
      toolbar: { title: 'Theme', icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
    locale: {
      description: 'Language',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: [
          { value: 'en', title: 'English' },
          { value: 'de', title: 'Deutsch' },
          { value: 'ar', title: 'العربية' },
        ],
        dynamicTitle: true,
      },
    },
    width: {
      description: 'Width of the element',
      toolbar: { title: 'Width', icon: 'browser', items: ['full', ...widths], dynamicTitle: true },
    },
  },
  decorators: [
    (story, { globals }) => {
      const { theme, locale, width } = globals as { theme: string; locale: string; width: string };
      document.documentElement.lang = locale;
      document.documentElement.dir = locale === 'ar' ? 'rtl' : 'ltr';
      document.documentElement.dataset['theme'] = theme;
      return html`<main class="story" data-width=${width}>${story()}</main>`;
    },
  ],
};

export default preview;
