/** What every view shares: the frame, type, buttons, badges, focus, and what only readers get. */
import { css } from 'lit';

export const baseStyles = css`
  :host { display: block; font-family: var(--_font); font-size: var(--_size); line-height: var(--_leading); color: var(--_text); }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  h1, h2, h3, h4, h5, h6, p, ol, ul, dl, dd, figure, fieldset { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  h1, h2, h3, h4, h5, h6 { font-size: 1em; font-weight: var(--_strong); line-height: 1.3; text-wrap: balance; }
  .plain { list-style: none; }
  bdi, p, h2, h3, h4, li, dd { overflow-wrap: anywhere; }
  .muted { color: var(--_muted); }
  .small { font-size: 0.875em; }
  time, .file-facts, .count, .facts dd, progress { font-variant-numeric: tabular-nums; }
  .visually-hidden {
    position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  .icon { inline-size: 1.25em; block-size: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
  .icon-todo { stroke-dasharray: 2.6 2.6; }

  .tone-neutral { --_tone: var(--_muted); }
  .tone-info { --_tone: var(--_primary); }
  .tone-success { --_tone: var(--_success); }
  .tone-warning { --_tone: var(--_warning); }
  .tone-danger { --_tone: var(--_danger); }

  .badge {
    display: inline-flex; align-items: center; gap: 0.4em; padding: 0.2em 0.7em 0.2em 0.5em; border-radius: 2em;
    border: var(--_border-width) solid transparent; flex: none; max-inline-size: 100%;
    font-size: 0.8125em; font-weight: var(--_strong); line-height: 1.4;
    color: var(--_tone); background: color-mix(in srgb, var(--_tone) 12%, var(--_surface));
  }
  .badge:dir(rtl) { padding: 0.2em 0.5em 0.2em 0.7em; }

  .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 0.5em; min-block-size: var(--_control); padding: 0.375em 1em;
    border: var(--_border-width) solid var(--_control-border); border-radius: var(--_radius-control);
    background: var(--_card); color: var(--_text); font: inherit; font-weight: var(--_strong); font-size: 0.9375em;
    line-height: 1.3; text-align: center; text-decoration: none; cursor: pointer; touch-action: manipulation;
    transition: background-color var(--_duration), border-color var(--_duration);
  }
  .button:hover { background: color-mix(in srgb, var(--_primary) 7%, var(--_card)); border-color: var(--_primary); }
  .button-quiet { border-color: transparent; background: none; color: var(--_primary); padding-inline: 0.75em; }
  .button:disabled, .button[aria-disabled='true'] { opacity: 0.6; cursor: default; }
  .button .icon { inline-size: 1em; block-size: 1em; }

  :is(button, a, summary, select, input, textarea):focus-visible {
    outline: 2px solid var(--_focus); outline-offset: 2px;
  }
  [tabindex='-1']:focus { outline: none; }
  [tabindex='-1']:focus-visible { outline: 2px solid var(--_focus); outline-offset: 4px; border-radius: 4px; }

  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { transition: none !important; animation: none !important; scroll-behavior: auto !important; }
  }
  @media (forced-colors: active) {
    .badge, .banner, .reason, .note { border: 1px solid CanvasText; }
    .button:disabled, .button[aria-disabled='true'] { color: GrayText; border-color: GrayText; opacity: 1; }
  }
`;
