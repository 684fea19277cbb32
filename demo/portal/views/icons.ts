/** The portal's icons: 20 × 20 strokes in the text's colour. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const shapes = {
  cloud: svg`<path d="M6 15.5a3.8 3.8 0 0 1-.4-7.6 5.2 5.2 0 0 1 10 1.3 3.2 3.2 0 0 1-.6 6.300z"/>`,
  menu: svg`<path d="M3.5 6h13M3.5 10h13M3.5 14h13"/>`,
  close: svg`<path d="m5.5 5.5 9 9m0-9-9 9"/>`,
  servers: svg`<rect x="3" y="3.5" width="14" height="5.5" rx="1.5"/><rect x="3" y="11" width="14" height="5.5" rx="1.5"/><path d="M6 6.200v.1M6 13.700v.1"/>`,
  profile: svg`<circle cx="10" cy="7" r="3"/><path d="M4 16.500c.8-3 3-4.5 6-4.500s5.2 1.5 6 4.5"/>`,
  languages: svg`<circle cx="10" cy="10" r="7"/><path d="M3 10h14M10 3c4.2 4.6 4.2 9.4 0 14-4.2-4.6-4.2-9.4 0-14"/>`,
  password: svg`<rect x="4" y="9" width="12" height="8" rx="2"/><path d="M7 9V6.500a3 3 0 0 1 6 0V9"/>`,
  payment: svg`<rect x="2.5" y="5" width="15" height="10.5" rx="2"/><path d="M2.5 8.500h15"/>`,
  kyc: svg`<path d="M10 2.5 16 5v4.500c0 4-2.6 6.7-6 8-3.4-1.3-6-4-6-8V5z"/><path d="m7.5 9.8 1.9 1.9 3.4-3.7"/>`,
  keys: svg`<circle cx="7" cy="13" r="3.5"/><path d="m9.5 10.5 6-6m-2.5 2.5 2.5 2.5"/>`,
  notifications: svg`<path d="M5 13.500V9a5 5 0 0 1 10 0v4.500l1.5 1.500h-13zM8.5 17.500h3"/>`,
  signOut: svg`<path d="M8.5 3.500h-4v13h4M8 10h9m-3-3.5 3.5 3.5-3.5 3.5"/>`,
  building: svg`<path d="M4 17V4.500h8V17m0-9h4v9M2.5 17h15M7 8h2m-2 3.500h2"/>`,
  check: svg`<circle cx="10" cy="10" r="7"/><path d="m7 10.2 2.2 2.200L13.2 8"/>`,
  clock: svg`<circle cx="10" cy="10" r="7"/><path d="M10 6v4.300l2.7 1.7"/>`,
  alert: svg`<path d="M10 3.5 17.5 16.500h-15zM10 8.500v3.500M10 14.200v.2"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon icon-${name}" viewBox="0 0 20 20" aria-hidden="true">${shapes[name]}</svg>`;
