/** The review page's icons: 20 × 20 strokes in the text's colour. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const shapes = {
  shield: svg`<path d="M10 2.5 16 5v4.5c0 4-2.6 6.7-6 8-3.4-1.3-6-4-6-8V5z"/><path d="m7.5 9.8 1.9 1.9 3.4-3.7"/>`,
  check: svg`<circle cx="10" cy="10" r="7"/><path d="m7 10.2 2.2 2.200L13.2 8"/>`,
  clock: svg`<circle cx="10" cy="10" r="7"/><path d="M10 6v4.300l2.7 1.7"/>`,
  alert: svg`<path d="M10 3.5 17.5 16.5h-15zM10 8.5v3.500M10 14.200v.2"/>`,
  todo: svg`<circle cx="10" cy="10" r="7" stroke-dasharray="2.5 2.5"/>`,
  eye: svg`<path d="M2.5 10c1.7-3.3 4.3-5 7.5-5s5.8 1.7 7.5 5c-1.7 3.3-4.3 5-7.5 5s-5.8-1.7-7.5-5"/><circle cx="10" cy="10" r="2.5"/>`,
  zoom: svg`<circle cx="9" cy="9" r="5.5"/><path d="m13 13 4 4M9 6.800v4.400M6.8 9h4.4"/>`,
  download: svg`<path d="M10 3.500v9m-3.5-3.5 3.5 3.5 3.5-3.500M4 16.500h12"/>`,
  up: svg`<path d="M10 16V4.500M5.5 9 10 4.5 14.5 9"/>`,
  down: svg`<path d="M10 4v11.500M5.5 11l4.5 4.5 4.5-4.5"/>`,
  trash: svg`<path d="M4 6h12M8 6V4h4v2m-6.5 0 .8 10.500h7.400L14.5 6"/>`,
  plus: svg`<path d="M10 4.500v11M4.5 10h11"/>`,
  keyboard: svg`<rect x="2.5" y="5" width="15" height="10" rx="1.5"/><path d="M5.500 8h.2m2.800 0h.2m2.800 0h.2m2.800 0h.2M6.500 12h7"/>`,
  out: svg`<circle cx="9" cy="9" r="5.5"/><path d="m13 13 4 4M6.8 9h4.4"/>`,
  rotate: svg`<path d="M15.500 11a5.500 5.500 0 1 1-1.500-4.500M15.500 3.500v3.500H12"/>`,
  fit: svg`<path d="M3.500 7.500v-4h4M12.500 3.500h4v4M16.500 12.500v4h-4M7.500 16.500h-4v-4"/>`,
  back: svg`<path d="M12 4.500 6.500 10l5.500 5.500"/>`,
  forth: svg`<path d="M8 4.500 13.500 10 8 15.500"/>`,
  compare: svg`<rect x="2.5" y="4" width="6.500" height="12" rx="1"/><rect x="11" y="4" width="6.500" height="12" rx="1"/>`,
  copies: svg`<rect x="6.500" y="3" width="10" height="10" rx="1.500"/><path d="M13 16.500H5A1.500 1.500 0 0 1 3.500 15V7"/>`,
  refresh: svg`<path d="M16 10a6 6 0 1 1-1.8-4.300M16 3.500v3.500h-3.5"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${shapes[name]}</svg>`;
