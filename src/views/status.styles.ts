/** `<kyc-status>`: badge in the text, line and gate in the flow, banner across. */
import { css } from 'lit';

export const statusStyles = css`
  :host { display: inline-block; vertical-align: middle; max-inline-size: 100%; }
  :host([variant='line']), :host([variant='banner']), :host([variant='gate']) { display: block; }
  /* Without a word to say the banner takes no place, not even a gap between its neighbours. */
  :host([variant='banner']:state(quiet)) { display: contents; }
  .status { position: relative; container-type: normal; }
  :host([variant='banner']) .status, :host([variant='gate']) .status { container-type: inline-size; }
  :host([variant='banner']:state(quiet)) .status { display: contents; }

  a.badge { text-decoration: none; }
  a.badge:hover { border-color: currentColor; }
  .badge { overflow-wrap: anywhere; }
  .badge.is-waiting { min-inline-size: 6.5em; min-block-size: 1.8em; }
  .count {
    min-inline-size: 1.6em; padding-inline: 0.35em; border-radius: 1em; margin-inline-end: -0.25em; text-align: center;
    color: var(--_surface); background: var(--_tone);
  }

  .line { display: flex; align-items: start; gap: 0.5em; }
  .line > .icon { color: var(--_tone); margin-block-start: calc((1lh - 1.25em) / 2); }
  .line strong { color: var(--_tone); font-weight: var(--_strong); }
  .line-link { color: inherit; text-decoration: underline; text-decoration-color: var(--_control-border); text-underline-offset: 0.2em; }
  .line-link:hover { text-decoration-color: currentColor; }
  .arrow { white-space: nowrap; }
  .arrow::before { content: '\\2060'; }
  .arrow .icon { inline-size: 1em; block-size: 1em; margin-inline-start: 0.2em; vertical-align: -0.125em; rotate: -90deg; }
  .arrow:dir(rtl) .icon { rotate: 90deg; }

  .banner, .gate {
    display: flex; align-items: center; gap: calc(var(--_space) * 1.5); padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border: var(--_border-width) solid color-mix(in srgb, var(--_tone) 35%, var(--_surface)); border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_tone) 8%, var(--_surface));
  }
  .gate { border-color: var(--_border); background: var(--_sunken); }
  .gate.is-waiting { min-block-size: calc(var(--_control) + var(--_space) * 3); }
  .banner > .icon, .gate > .icon { color: var(--_tone); }
  .gate > .icon { align-self: start; margin-block-start: calc((1lh - 1.25em) / 2); }
  .banner > p, .gate-words, .gate > span { flex: 1; }
  .banner strong, .gate strong { font-weight: var(--_strong); }
  .banner .button, .gate .button { flex: none; max-inline-size: 100%; }
  .banner .button, .gate .button { background: var(--_card); }
  @container (inline-size < 480px) {
    .banner, .gate { flex-wrap: wrap; }
    .banner > .icon { align-self: start; margin-block-start: calc((1lh - 1.25em) / 2); }
    .banner > p, .gate-words { flex-basis: calc(100% - 1.25em - var(--_space) * 1.5); }
    .banner .button, .gate .button { flex: 1 1 100%; min-block-size: 44px; }
  }
  @media (forced-colors: active) {
    .gate, .count { border: 1px solid CanvasText; }
  }
`;
