/** What adding looks like: type tiles, drop areas and slots, uploads, the submit bar, the confirmation. Loads with it. */
import { css } from 'lit';

export const addingStyles = css`
  .add, .another-body { display: grid; gap: calc(var(--_space) * 1.5); }
  .another-body { padding-block-start: calc(var(--_space) * 1.5); }
  summary { cursor: pointer; }
  .another > summary, .advice > summary { font-size: 0.875em; color: var(--_muted); padding-block: 0.25em; border-radius: 4px; inline-size: fit-content; }
  .another > summary { color: var(--_primary); font-weight: var(--_strong); font-size: 0.9375em; }
  .another[open] > summary ~ * { display: grid; }

  .types { display: flex; flex-wrap: wrap; gap: var(--_space); }
  .type {
    position: relative; display: flex; align-items: center; gap: calc(var(--_space) * 1.25); min-block-size: 44px; padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.75) calc(var(--_space) * 0.5) var(--_space);
    border: var(--_border-width) solid var(--_control-border); border-radius: var(--_radius-control); background: var(--_card);
    font-size: 0.9375em; font-weight: var(--_strong); cursor: pointer;
  }
  .type:dir(rtl) { padding-inline: var(--_space) calc(var(--_space) * 1.75); }
  .type:hover { border-color: var(--_primary); }
  .type:has(:checked) { border-color: var(--_primary); box-shadow: inset 0 0 0 1px var(--_primary); background: color-mix(in srgb, var(--_primary) 5%, var(--_card)); }
  .type-input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; margin: 0; opacity: 0; cursor: pointer; }
  .sample { inline-size: 36px; block-size: 26px; object-fit: cover; border-radius: 4px; flex: none; }
  svg.sample, .example { fill: none; stroke: color-mix(in srgb, var(--_primary) 70%, var(--_card)); stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; background: color-mix(in srgb, var(--_primary) 12%, var(--_card)); }

  .drop {
    display: flex; flex-direction: column; align-items: center; justify-content: center; gap: var(--_space); padding: calc(var(--_space) * 2); text-align: center;
    border: var(--_border-width) dashed var(--_control-border); border-radius: var(--_radius-control); background: var(--_sunken);
    transition: background-color var(--_duration), border-color var(--_duration);
  }
  .drop-words { display: flex; align-items: center; gap: var(--_space); font-size: 0.9375em; color: var(--_muted); }
  .drop:not(.slot) { flex-flow: row wrap; min-block-size: calc(var(--_space) * 10); }
  .pickers { display: flex; flex-wrap: wrap; justify-content: center; gap: var(--_space); }
  .slot { block-size: 100%; }
  .slot-title { font-weight: var(--_strong); font-size: 0.9375em; }
  .is-over .drop { border: 2px solid var(--_primary); background: color-mix(in srgb, var(--_primary) 12%, var(--_card)); }
  .is-over { border-color: var(--_primary); }
  .is-over-wrong .drop { border: 2px dashed var(--_danger); cursor: not-allowed; }
  .is-over-wrong .drop-words { color: var(--_danger); }

  .advice ol { padding-inline-start: 1.5em; margin-block: var(--_space); font-size: 0.875em; }
  .examples { display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 2); }
  .examples figure { inline-size: 10em; display: grid; gap: calc(var(--_space) * 0.5); align-content: start; }
  .example, .example-picture { inline-size: 100%; block-size: auto; aspect-ratio: 3 / 2; object-fit: cover; border-radius: 6px; overflow: hidden; }
  .example-faint { opacity: 0.4; }
  .example-dark { fill: var(--_text); stroke: none; opacity: 0.6; }
  .example-cover { fill: var(--_card); stroke: color-mix(in srgb, var(--_text) 60%, var(--_card)); }
  .example-gap { stroke-dasharray: 4 4; opacity: 0.7; }
  .example-crack { stroke: var(--_danger); stroke-width: 2.4; }
  .glare { fill: var(--_surface); stroke: none; opacity: 0.9; }
  figcaption { display: flex; gap: 0.4em; font-size: 0.8125em; }
  figcaption .icon { color: var(--_tone); }

  .document-actions { display: contents; }
  .document-actions .button { min-block-size: 32px; font-size: 1em; }
  /* The choice of type stands in the place of the type's name. */
  .document-head:has(.select) .document-type { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .select { position: relative; order: -1; margin-inline-start: -0.5em; display: inline-flex; align-items: center; border-radius: var(--_radius-control); }
  .select select { appearance: none; border: 0; background: none; color: inherit; font: inherit; font-weight: var(--_strong); min-block-size: 32px; padding: 0 1.9em 0 0.5em; max-inline-size: 14em; text-overflow: ellipsis; cursor: pointer; border-radius: inherit; }
  .select:dir(rtl) select { padding: 0 0.5em 0 1.9em; }
  .select option { color: var(--_text); background: var(--_surface); }
  .select .icon { position: absolute; inset-inline-end: 0.4em; pointer-events: none; inline-size: 1em; block-size: 1em; }

  .button-icon { padding-inline: 0.5em; min-inline-size: 40px; }
  .button-icon .icon { inline-size: 1.25em; block-size: 1.25em; }
  .copies { display: flex; flex-wrap: wrap; gap: 0 var(--_space); margin-inline: -0.75em; }
  .copies .button { text-align: start; }

  .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15em), 1fr)); gap: var(--_space) calc(var(--_space) * 1.5); }
  .field { display: grid; gap: 2px; align-content: start; }
  .field label { font-size: 0.875em; font-weight: var(--_strong); overflow-wrap: anywhere; }
  .field label .muted { font-weight: normal; font-size: 1em; margin-inline-start: 0.25em; }
  .field-hint:empty, .fields-state:empty { display: none; }
  .field-hint { display: none; color: var(--_danger); }
  .field:has(:user-invalid, [aria-invalid='true']) .field-hint { display: block; }
  .field:has(:user-invalid, [aria-invalid='true']) .input { border-color: var(--_danger); }
  .fields-state { grid-column: 1 / -1; }

  .upload.phase-refused, .upload.phase-failed { border-color: var(--_danger); }
  .upload.phase-warned { border-color: var(--_warning); }
  .upload.phase-warned .file-words { flex-basis: calc(100% - var(--_thumb) - var(--_space) * 1.5); }
  .upload.phase-needs_file { border-style: dashed; border-color: var(--_control-border); }
  .is-over .upload.phase-needs_file { border: 2px solid var(--_primary); background: color-mix(in srgb, var(--_primary) 12%, var(--_card)); }
  .upload .state-line { align-items: start; }
  .upload .state-line .icon { margin-block-start: 0.2em; }
  .trouble { font-size: 0.875em; }
  .timer { font-variant-numeric: tabular-nums; white-space: nowrap; }
  progress { appearance: none; display: block; inline-size: 100%; block-size: 6px; margin-block-start: 4px; border: 0; border-radius: 3px; overflow: hidden; background: color-mix(in srgb, var(--_text) 14%, var(--_surface)); }
  progress::-webkit-progress-bar { background: none; }
  progress::-webkit-progress-value { background: var(--_primary); border-radius: 3px; transition: inline-size var(--_duration) linear; }
  progress::-moz-progress-bar { background: var(--_primary); border-radius: 3px; }

  .submit-bar {
    position: sticky; inset-block-end: var(--_sticky); z-index: 1; display: grid; gap: calc(var(--_space) * 1.5);
    margin: 0 calc(var(--_space) * -3.5) calc(var(--_space) * -3.5); padding: calc(var(--_space) * 2) calc(var(--_space) * 3.5) calc(var(--_space) * 2 + env(safe-area-inset-bottom, 0px));
    background: var(--_surface); border-block-start: var(--_border-width) solid var(--_border);
    border-end-start-radius: calc(var(--_radius) + 3px); border-end-end-radius: calc(var(--_radius) + 3px);
  }
  .uploads { display: flex; flex-wrap: wrap; align-items: center; gap: calc(var(--_space) * 0.5) calc(var(--_space) * 2); font-size: 0.9375em; }
  .uploads progress { flex: 1 0 100%; margin: 0; }
  .uploads p { flex: 1 1 12em; font-variant-numeric: tabular-nums; }
  .uploads-actions { display: flex; flex-wrap: wrap; align-items: center; margin-inline: auto calc(var(--_space) * -1.5); }
  .uploads-actions:has([open]) { margin-inline-end: 0; }
  .uploads-actions:has([open]) > .button { display: none; }
  .submit-row { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--_space) calc(var(--_space) * 2); }
  .submit-row p { flex: 1 1 14em; }
  .missing { display: grid; gap: calc(var(--_space) * 0.5); padding: var(--_space); margin: calc(var(--_space) * -1); max-block-size: 40vh; overflow: auto; }
  .missing:focus-visible { outline-offset: -2px; }
  .missing ul { display: grid; gap: 2px; }
  .missing li { display: flex; align-items: start; gap: var(--_space); font-size: 0.9375em; }
  .missing .icon { color: var(--_danger); margin-block-start: 0.4em; }
  .missing .link { color: var(--_primary); font-weight: var(--_strong); }

  .dialog {
    inline-size: min(28rem, calc(100vw - 32px)); max-block-size: calc(100dvh - 32px); padding: calc(var(--_space) * 3.5); border: var(--_border-width) solid var(--_border); border-radius: calc(var(--_radius) + 4px);
    background: var(--_surface); color: var(--_text); font-size: var(--_size); overflow: auto;
  }
  .dialog[open] { display: grid; gap: calc(var(--_space) * 2); }
  .dialog::backdrop { background: var(--_backdrop, rgb(8 10 16 / 0.55)); }
  .dialog h3, .dialog h4, .dialog h2 { font-size: 1.1875em; }
  .dialog-icon .icon { inline-size: 2.5em; block-size: 2.5em; color: var(--_tone); display: block; }

  @media (hover: none) and (pointer: coarse) { .drop-words:not(.is-said) { display: none; } }
  @container kyc (width < 600px) {
    .pickers { display: grid; justify-content: stretch; inline-size: 100%; }
    .drop-words:not(.is-said) { display: none; }
    .document-actions .button, .select select, .input { min-block-size: 44px; }
    .actions > .button-icon { flex: 0 0 44px; }
    .copies { margin-inline: 0; }
    .copies .button { inline-size: 100%; border-color: var(--_border); text-align: center; }
    .type { flex: 1 1 auto; }
    .submit-bar { margin: 0 calc(var(--_space) * -2) calc(var(--_space) * -2); padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2) calc(var(--_space) * 1.5 + env(safe-area-inset-bottom, 0px)); }
    .uploads p { flex-basis: 8em; }
    .actions > .button-primary { flex: 2 1 9em; }
    .submit-row .button { inline-size: 100%; }
    .submit-row .hint { display: none; }
    .submit-row p { flex-basis: 100%; font-size: 0.9375em; }
  }
  @container kyc (width < 360px) {
    .submit-bar { margin: 0 calc(var(--_space) * -1.5) calc(var(--_space) * -1.5); padding-inline: calc(var(--_space) * 1.5); }
  }
  @media (forced-colors: active) {
    .type:has(:checked) { outline: 2px solid Highlight; }
    progress { border: 1px solid CanvasText; }
    progress::-webkit-progress-value { background: Highlight; forced-color-adjust: none; }
    progress::-moz-progress-bar { background: Highlight; forced-color-adjust: none; }
  }
`;
