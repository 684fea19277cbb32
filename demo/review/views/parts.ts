/** Small parts that several views use. */
import { html, type TemplateResult } from 'lit';
import type { Loadable } from '../state.ts';
import { customerWords, documentWords, verificationWords, word } from '../words.ts';
import { icon, type IconName } from './icons.ts';

type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

const tones: Readonly<Record<string, Tone>> = {
  pending: 'info', completed: 'good', accepted: 'good', active: 'good', action_required: 'warn', restricted: 'warn',
  expired: 'warn', rejected: 'bad', locked: 'bad',
};
const icons: Readonly<Record<Tone, IconName>> = { neutral: 'todo', info: 'clock', good: 'check', warn: 'alert', bad: 'alert' };

export const verificationBadge = (status: string): TemplateResult => badge(status, word(verificationWords, status));
export const customerBadge = (status: string): TemplateResult => badge(status, word(customerWords, status));
export const documentBadge = (status: string): TemplateResult => badge(status, word(documentWords, status));

/** A status as a word with a shape: colour is never the only sign. */
function badge(status: string, text: string): TemplateResult {
  const tone = tones[status] ?? 'neutral';
  return html`<span class="badge badge-${tone}">${icon(icons[tone])}<span>${text}</span></span>`;
}

/** The content once it is there; before that what is happening, or why not and a way to try again. */
export function loaded<T>(of: Loadable<T>, retry: () => void, show: (value: T) => TemplateResult): TemplateResult {
  switch (of.phase) {
    case 'loading':
      return html`<p class="quiet" role="status">Loading …</p>`;
    case 'failed':
      return html`<div class="card stack" role="alert">
        <p>${of.text}</p><p><button class="button" type="button" @click=${retry}>Try again</button></p>
      </div>`;
    case 'ready':
      return show(of.value);
  }
}

/** A form behind a disclosure: what it does is the summary, and it folds again once done. */
export function disclosure(title: string | TemplateResult, content: TemplateResult, kind = ''): TemplateResult {
  return html`<details class="disclosure ${kind}"><summary class="button">${title}</summary>${content}</details>`;
}

/** The options of a select from words. */
export function options(words: Readonly<Record<string, string>>, chosen?: string): TemplateResult[] {
  return Object.entries(words).map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`);
}

/** Handles a form's submit: gives its fields, and clears and folds the form when the change worked. */
export function onSubmit(change: (fields: FormData) => Promise<boolean>): (event: SubmitEvent) => void {
  return (event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    void change(new FormData(form)).then((worked) => {
      if (!worked) return;
      form.reset();
      const details = form.closest('details');
      if (!details) return;
      const hadFocus = details.contains(document.activeElement);
      details.open = false;
      if (hadFocus) details.querySelector('summary')?.focus();
    });
  };
}

export function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
