/** A status as a word with a shape: colour is never the only sign. */
import { html, type TemplateResult } from 'lit';
import { icon, type IconName } from './icons.ts';

type Tone = 'neutral' | 'good' | 'warn' | 'bad';

const tones: Readonly<Record<string, Tone>> = {
  active: 'good',
  completed: 'good',
  action_required: 'warn',
  restricted: 'warn',
  expired: 'warn',
  locked: 'bad',
  rejected: 'bad',
};
const icons: Readonly<Record<Tone, IconName>> = { neutral: 'clock', good: 'check', warn: 'alert', bad: 'alert' };

export function badge(status: string, word: string): TemplateResult {
  const tone = tones[status] ?? 'neutral';
  return html`<span class="badge badge-${tone}">${icon(icons[tone])}<span>${word}</span></span>`;
}
