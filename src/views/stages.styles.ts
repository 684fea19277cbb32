/** The stage line: a bar and words for each; where it is narrow one line of words, narrower still no bars. */
import { css } from 'lit';

export const stagesStyles = css`
  .stages ol { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: var(--_space); }
  .stage { display: grid; align-content: start; padding-block-start: calc(var(--_space) * 1.25); border-block-start: 4px solid var(--_border); font-size: 0.875em; }
  .stage-done { border-color: var(--_success); }
  .stage-current { border-color: var(--_primary); }
  .stage-next .stage-name { color: var(--_muted); }
  .stage-name { font-weight: var(--_strong); }
  .stage-note { color: var(--_muted); }
  .stage-short { display: none; font-weight: var(--_strong); font-size: 0.875em; padding-block-start: var(--_space); }
  @container kyc (width < 600px) {
    .stage { padding: 0; block-size: 4px; overflow: hidden; }
    .stage-name, .stage-note { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .stage-short { display: block; }
  }
  @container kyc (width < 360px) {
    .stage { border: 0; block-size: 0; }
    .stage-short { padding: 0; }
  }
  @media (forced-colors: active) {
    .stage { border-color: GrayText; }
    .stage-done, .stage-current { border-color: Highlight; }
  }
`;
