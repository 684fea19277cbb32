/** Line drawings of one stroke, coloured by the text beside them. Words carry the meaning, so they are hidden from readers. */
import { html, type TemplateResult } from 'lit';

const circle = 'M10 2.8a7.2 7.2 0 1 1 0 14.4a7.2 7.2 0 1 1 0-14.4Z';

const paths = {
  clock: `${circle}M10 6v4.2l2.8 1.8`,
  check: `${circle}m-3.2 7.4 2.2 2.2 4.4-4.6`,
  todo: circle,
  warning: 'M10 3 18 16.6H2ZM10 8v3.8M10 14v.4',
  stop: `${circle}M5.2 5.2l9.6 9.6`,
  info: `${circle}M10 9.2v4.4M10 6.3v.4`,
  lock: 'M4.5 9h11v8h-11ZM7 9V6.4a3 3 0 0 1 6 0V9',
  chevron: 'm5.5 8 4.5 4.5L14.5 8',
  up: 'M10 16V4.5M5.5 9 10 4.5 14.5 9',
  down: 'M10 4v11.5M5.5 11 10 15.5 14.5 11',
  file: 'M5 2.5h6.5L15.5 6.5v11H5ZM11.5 2.5v4h4',
  offline: 'M3 8a10.5 10.5 0 0 1 14 0M6 11.3a6 6 0 0 1 8 0M10 15v.4M3 3l14 14',
  upload: 'M10 13V4M6.2 7.4 10 3.6l3.8 3.8M3.5 13v3.5h13V13',
  external: 'M8 4.5H4.5v11h11V12M11 4.5h4.5V9M15.5 4.5 9.5 10.5',
} as const;

export type IconName = keyof typeof paths;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon icon-${name}" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d=${paths[name]}></path></svg>`;
}
