/** The page as a whole: frame, columns by the element's own width, header, banners, panels, waiting. */
import { css } from 'lit';

export const pageStyles = css`
  .frame { container: kyc / inline-size; }
  .container {
    display: flex; flex-direction: column; gap: calc(var(--_space) * 3); padding: calc(var(--_space) * 3.5);
    background: var(--_surface); border: var(--_border-width) solid var(--_border); border-radius: calc(var(--_radius) + 4px);
  }
  .title { font-size: 1.375em; letter-spacing: -0.01em; }
  .header { display: grid; gap: var(--_space); }
  .header-row { display: flex; flex-wrap: wrap; align-items: start; justify-content: space-between; gap: var(--_space) calc(var(--_space) * 2); }
  .header-status { display: grid; justify-items: end; gap: calc(var(--_space) * 0.5); }
  .lead { color: var(--_muted); max-inline-size: 70ch; }
  .customer { display: flex; flex-wrap: wrap; align-items: center; gap: calc(var(--_space) * 0.5) var(--_space); font-size: 0.875em; }
  .customer .badge { font-size: 0.929em; }

  .banner, .reason, .note {
    display: flex; align-items: center; gap: calc(var(--_space) * 1.5); padding: calc(var(--_space) * 1.25) calc(var(--_space) * 2);
    border-radius: var(--_radius-control); background: color-mix(in srgb, var(--_tone) 12%, var(--_surface));
  }
  .banner .icon { color: var(--_tone); }
  .banner p { flex: 1; min-inline-size: 12ch; }

  .layout {
    display: grid; gap: calc(var(--_space) * 3); grid-template-columns: minmax(0, 1fr) minmax(0, calc(33.33% - var(--_space)));
    grid-template-rows: auto 1fr; align-items: start;
  }
  .cards { grid-column: 1; grid-row: 1 / span 2; display: grid; gap: calc(var(--_space) * 2); }
  .rail-start, .rail-end { grid-column: 2; }
  .rail-end { display: grid; gap: calc(var(--_space) * 2); }
  .layout:not(:has(.rail-start)) .rail-end { grid-row: 1 / span 2; }
  .layout:has(.rail-start) { row-gap: calc(var(--_space) * 2); }
  .panel { display: grid; gap: var(--_space); padding: calc(var(--_space) * 2); border: var(--_border-width) solid var(--_border); border-radius: var(--_radius); background: var(--_card); }
  .card { border: var(--_border-width) solid var(--_border); border-radius: var(--_radius); background: var(--_card); }

  .failure { display: grid; justify-items: center; gap: calc(var(--_space) * 1.5); padding-block: calc(var(--_space) * 5); text-align: center; }
  .failure > .icon { inline-size: 2.25em; block-size: 2.25em; color: var(--_muted); stroke-width: 1.3; }
  .failure p { max-inline-size: 55ch; }

  .skeleton { display: grid; gap: calc(var(--_space) * 3); }
  .bone { display: block; block-size: 0.9em; border-radius: 4px; background: color-mix(in srgb, var(--_text) 8%, var(--_surface)); animation: pulse 1.6s ease-in-out infinite; }
  .bone-heading { block-size: 1.6em; inline-size: min(16em, 70%); }
  .bone-title { inline-size: min(9em, 50%); }
  .bone-line { inline-size: min(26em, 85%); }
  .bone-box { block-size: 5.5em; border-radius: var(--_radius); }
  .bone-card { display: grid; gap: calc(var(--_space) * 1.5); padding: calc(var(--_space) * 2); }
  .bone-stages { display: grid; grid-template-columns: repeat(3, 1fr); gap: var(--_space); }
  .bone-stages .bone { block-size: 4px; margin-block-end: 3em; }
  @keyframes pulse { 50% { opacity: 0.5; } }

  @container kyc (width < 960px) {
    .layout { grid-template-columns: minmax(0, 1fr); grid-template-rows: none; }
    .cards, .rail-start, .rail-end { grid-column: 1; grid-row: auto; }
    .layout:not(:has(.rail-start)) .rail-end { grid-row: auto; }
  }
  @container kyc (width < 600px) {
    .container { padding: calc(var(--_space) * 2); gap: calc(var(--_space) * 2); border-radius: var(--_radius); }
    .title { font-size: 1.25em; }
    .header-status { justify-items: start; }
    .rail-start { display: none; }
    .button { min-block-size: max(44px, var(--_control)); }
    .banner { flex-wrap: wrap; }
  }
  @container kyc (width < 360px) {
    .container { padding: calc(var(--_space) * 1.5); }
  }
`;
