/** The timeline, the receipt, and rows of ways on. */
import { css } from 'lit';

export const afterStyles = css`
  .ways { display: flex; flex-wrap: wrap; align-items: center; gap: var(--_space); }
  .timeline { display: grid; gap: calc(var(--_space) * 1.5); }
  .step { position: relative; display: flex; align-items: start; gap: var(--_space); }
  .step .icon { margin-block-start: 0.12em; color: var(--_muted); }
  .step-done .icon { color: var(--_success); }
  .step-current .icon { color: var(--_primary); }
  .step .icon-warning, .step .icon-stop { color: var(--_danger); }
  .step-current .step-name { font-weight: var(--_strong); }
  .step-note { display: block; font-size: 0.933em; }
  .withdraw > .remove { margin-inline-start: 0; }
  .withdraw summary { margin-inline-start: -0.75em; }
  .receipt summary { inline-size: fit-content; padding-block: 0.375em; cursor: pointer; color: var(--_primary); font-weight: var(--_strong); font-size: 0.9375em; }
  .receipt-body { display: grid; gap: calc(var(--_space) * 1.5); padding-block-start: var(--_space); }
  .receipt-body > ul, .receipt-body > ul > li, .receipt-body > ul > li > ul { display: grid; gap: var(--_space); }
  .hash { display: block; direction: ltr; unicode-bidi: isolate; font-size: 0.8125em; color: var(--_muted); overflow-wrap: anywhere; }
  @container kyc (width < 600px) {
    .ways { display: grid; }
    .receipt summary { min-block-size: 44px; align-content: center; }
    .withdraw .button { inline-size: 100%; margin: 0; }
  }
`;
