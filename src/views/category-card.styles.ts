/** Cards, their documents and files, reasons and comments in them, and what stands in the panels beside them. */
import { css } from 'lit';

export const categoryCardStyles = css`
  .card { position: relative; transition: border-color var(--_duration); }
  .card.progress-needs_fix { border-color: var(--_danger); }
  .card-head { position: relative; display: flex; align-items: start; gap: calc(var(--_space) * 1.5); padding: calc(var(--_space) * 2); }
  .card-words { flex: 1; display: grid; gap: 2px; min-inline-size: 0; }
  .card-title { font-size: 1em; }
  .rules { font-size: 0.875em; color: var(--_muted); }
  .card-body { display: grid; gap: calc(var(--_space) * 1.5); padding: 0 calc(var(--_space) * 2) calc(var(--_space) * 2); }
  .description { font-size: 0.9375em; }
  .fold { position: absolute; inset: 0; display: none; place-items: start end; border: 0; border-radius: var(--_radius); padding: calc(var(--_space) * 2 + 1px) calc(var(--_space) * 1.5); background: none; color: var(--_muted); cursor: pointer; }
  .fold[aria-expanded='false'] { align-items: center; }
  .fold[aria-expanded='true'] .icon { rotate: 180deg; }
  .quiet .fold { display: grid; }
  .quiet .card-head { padding-inline-end: calc(var(--_space) * 1.5 + 32px); }
  .fold-all .card-body { display: none; }

  .documents { display: grid; gap: calc(var(--_space) * 1.5); }
  .documents:empty { display: none; }
  .document { display: grid; gap: var(--_space); border-radius: var(--_radius-control); }
  .document[aria-busy='true'] { opacity: 0.6; }
  .document-head { display: flex; flex-wrap: wrap; align-items: center; gap: calc(var(--_space) * 0.5) var(--_space); font-size: 0.875em; min-block-size: 1.75em; }
  .document-type { font-weight: var(--_strong); }
  .files { display: grid; gap: var(--_space); }
  .files-sides { grid-template-columns: repeat(auto-fit, minmax(min(100%, 17em), 1fr)); }
  .side { display: grid; gap: var(--_space); align-content: stretch; }
  .file {
    display: flex; flex-wrap: wrap; align-items: center; gap: var(--_space) calc(var(--_space) * 1.5); padding: calc(var(--_space) * 1.25) calc(var(--_space) * 1.5);
    border: var(--_border-width) solid var(--_border); border-radius: var(--_radius-control); min-inline-size: 0;
  }
  .file-words { flex: 1 1 9em; min-inline-size: 0; display: grid; gap: 2px; }
  .file-facts { font-size: 0.8125em; color: var(--_muted); }
  .file-name { display: block; font-weight: var(--_strong); font-size: 0.9375em; min-inline-size: 0; }
  .name-halves { display: flex; inline-size: fit-content; max-inline-size: 100%; }
  .name-head { overflow: hidden; text-overflow: ellipsis; white-space: pre; }
  .name-tail { flex: none; white-space: pre; max-inline-size: 100%; overflow: hidden; }
  .actions { display: flex; flex-wrap: wrap; align-items: center; margin-inline: auto calc(var(--_space) * -0.75); }
  .thumb { position: relative; flex: none; inline-size: var(--_thumb); aspect-ratio: 52 / 36; overflow: hidden; border-radius: 6px; background: color-mix(in srgb, var(--_primary) 12%, var(--_card)); }
  .thumb-drawing { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; fill: none; stroke: color-mix(in srgb, var(--_primary) 65%, var(--_card)); stroke-width: 2; stroke-linecap: round; }
  .thumb-picture { position: absolute; inset: 0; display: block; }
  .thumb-picture canvas { display: block; inline-size: 100%; block-size: 100%; object-fit: cover; }

  .field-values { gap: calc(var(--_space) * 0.5) calc(var(--_space) * 3); font-size: 0.9375em; }

  .consent { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: start; gap: calc(var(--_space) * 0.5) calc(var(--_space) * 1.25); padding-block: calc(var(--_space) * 0.5); font-size: 0.9375em; }
  .consent input { inline-size: 1.25em; block-size: 1.25em; margin: 0.15em 0 0; accent-color: var(--_primary); }
  .consent label { overflow-wrap: anywhere; white-space: pre-line; }
  .consent [aria-invalid='true'] { outline: 2px solid var(--_danger); outline-offset: 1px; border-radius: 3px; }
  .consent-hint { grid-column: 2; color: var(--_danger); }
  .agreed { display: grid; gap: calc(var(--_space) * 0.5); padding-inline: calc(var(--_space) * 2); }
  .given > summary { inline-size: fit-content; border-radius: 4px; cursor: pointer; padding-block: 0.25em; }
  .given ul { margin: 0; padding-inline-start: 1.25em; }
  .notice-line a { color: var(--_primary); }

  .input {
    inline-size: 100%; min-block-size: var(--_control); padding: 0.375em 0.75em; border: var(--_border-width) solid var(--_control-border);
    border-radius: var(--_radius-control); background: var(--_card); color: var(--_text); font: inherit; font-size: max(16px, 0.9375em); text-overflow: ellipsis;
  }
  select.input option { color: var(--_text); background: var(--_surface); }

  .reason { --_tone: var(--_danger); border-inline-start: 3px solid var(--_danger); border-start-start-radius: 3px; border-end-start-radius: 3px; flex-wrap: wrap; font-size: 0.9375em; }
  .reason-words { flex: 1 1 14em; display: grid; gap: calc(var(--_space) * 0.5); }
  .reason .muted { font-size: 0.933em; color: color-mix(in srgb, var(--_text) 78%, var(--_surface)); }
  .new-mark { display: inline-block; padding: 0 0.6em; border-radius: 2em; font-size: 0.8125em; font-weight: var(--_strong); color: var(--_surface); background: var(--_primary); }
  .comment { display: grid; gap: 2px; min-inline-size: 0; }
  .comment-body > bdi { display: block; }
  .text-link { color: var(--_primary); text-underline-offset: 0.2em; }
  .text-link .icon { inline-size: 0.9em; block-size: 0.9em; margin-inline-start: 0.2em; vertical-align: -0.05em; }
  .reason .icon { color: var(--_tone); }
  .reason-final { --_tone: var(--_muted); border-inline-start-color: var(--_muted); }
  .reason-examples { display: flex; gap: calc(var(--_space) * 1.5); }
  .reason-examples figure { inline-size: 6.5em; display: grid; gap: 2px; }
  .request { --_tone: var(--_warning); border-inline-start-color: var(--_warning); }
  .card.progress-requested { border-color: var(--_warning); }
  .answered { display: flex; align-items: start; gap: 0.4em; font-size: 0.9375em; }
  .answered .icon { color: var(--_success); margin-block-start: 0.15em; }

  .history > summary { inline-size: fit-content; padding-block: 0.25em; border-radius: 4px; font-size: 0.875em; color: var(--_muted); cursor: pointer; }
  .history-list { display: grid; gap: calc(var(--_space) * 2); margin-block-start: var(--_space); padding-inline-start: calc(var(--_space) * 1.5); border-inline-start: 2px solid var(--_border); }
  .version { display: grid; gap: var(--_space); }
  .version-reason { display: grid; gap: 2px; font-size: 0.9375em; }
  .note { --_tone: var(--_primary); display: grid; gap: 2px; justify-items: start; font-size: 0.9375em; }
  .note .muted { color: color-mix(in srgb, var(--_text) 78%, var(--_surface)); }

  @media (forced-colors: active) {
    .new-mark { border: 1px solid CanvasText; color: CanvasText; background: Canvas; }
  }
  .state { display: inline-flex; align-items: center; gap: 0.3em; color: var(--_tone, inherit); vertical-align: bottom; }
  .state-line { display: flex; }
  .state .icon { inline-size: 1.1em; block-size: 1.1em; }
  .button-primary { background: var(--_primary); border-color: var(--_primary); color: var(--_on-primary); }
  .button-primary:hover { background: color-mix(in srgb, var(--_primary) 88%, var(--_text)); color: var(--_on-primary); }
  .button-danger { border-color: var(--_danger); color: var(--_danger); }
  .link {
    display: inline; border: 0; padding: 0.25em 0; margin: 0; background: none; color: inherit; font: inherit; text-align: start; cursor: pointer;
  }
  .link:hover { text-decoration: underline; text-underline-offset: 0.2em; }
  .type:focus-within:has(:focus-visible), .select:has(:focus-visible) { outline: 2px solid var(--_focus); outline-offset: 2px; }
  :is(button, a, summary, select, h3, h4, article, .upload) { scroll-margin-block: calc(var(--_space) * 3) calc(var(--_space) * 14); }
  @media (forced-colors: active) {
    .button-primary { border-width: 2px; }
  }

  @container kyc (width < 600px) {
    .fold { display: grid; }
    .fold-narrow .card-body { display: none; }
    .card .card-head { flex-wrap: wrap; align-items: center; gap: calc(var(--_space) * 0.5) var(--_space); min-block-size: 48px; padding: calc(var(--_space) * 1.25) calc(var(--_space) * 1.5); padding-inline-end: calc(var(--_space) * 1.5 + 32px); }
    .card-words { display: contents; }
    .card-title { flex: 1 1 7em; }
    .card-head .badge { order: 0; }
    .rules { order: 2; flex-basis: 100%; }
    .fold-narrow .rules, .fold-all .rules { display: none; }
    .fold { padding: calc(var(--_space) * 1.5) calc(var(--_space) * 1.25); }
    .card-body { padding: 0 calc(var(--_space) * 1.5) calc(var(--_space) * 1.5); }
    .actions { inline-size: 100%; margin: 0; gap: var(--_space); }
    .actions > .button { flex: 1 1 6em; border-color: var(--_border); }
    .reason > .button { inline-size: 100%; }
    .file:has(.actions:empty) .actions { display: none; }
    .consent label, .given > summary, .notice-line a { min-block-size: 44px; align-content: center; }
    .notice-line a { display: inline-block; }
    .consent input { margin-block-start: calc(22px - 0.625em); }
  }
  @container kyc (width < 360px) {
    .thumb { inline-size: min(40px, var(--_thumb)); }
    .card-body { padding-inline: calc(var(--_space) * 1.25); }
    .file { padding: var(--_space); }
  }

  /* As high as the words of a renewal that take its place. */
  .bone-renewal { block-size: 9.5em; border-radius: var(--_radius); }

  .remove { margin-inline-start: auto; }
  .remove > summary { list-style: none; }
  .remove > summary::-webkit-details-marker { display: none; }
  .remove[open] > summary { display: none; }
  .remove-question { display: flex; flex-wrap: wrap; align-items: center; gap: var(--_space); }

  .panel p, .panel li, .panel dl { font-size: 0.9375em; }
  .panel .small { font-size: 0.8125em; }
  .subject { margin-block-start: var(--_space); font-size: 1.0625em; }
  .subject-group { display: grid; gap: calc(var(--_space) * 2); }
  .checklist-group { display: grid; gap: calc(var(--_space) * 0.5); }
  .checklist-group > p { font-size: 0.875em; font-weight: var(--_strong); }
  .checklist-group .muted { font-weight: normal; }
  .count { font-weight: normal; font-size: 0.875em; margin-inline-start: 0.25em; }
  .checklist { display: grid; gap: calc(var(--_space) * 0.5); }
  .checklist li { display: flex; align-items: start; gap: var(--_space); }
  .checklist .icon { color: var(--_tone); margin-block-start: 0.4em; }
  .comment-list { display: grid; gap: calc(var(--_space) * 2); }
  .comment-body { white-space: pre-line; }
  .comment-head .muted { font-size: 0.929em; }
  .support-ways { display: flex; flex-wrap: wrap; align-items: center; gap: var(--_space); }
  .support-offer .support-ways { margin-block-start: var(--_space); }
  .support-ways > .button-quiet:first-child { margin-inline-start: -0.75em; }
  .facts { display: flex; flex-wrap: wrap; gap: var(--_space) calc(var(--_space) * 4); }
  .facts dt { color: var(--_muted); font-size: 0.875em; }
  .facts dd { font-weight: var(--_strong); }
  @container kyc (width >= 960px) {
    .rail .support-ways { display: grid; justify-items: start; }
    .rail .support-ways > .button-quiet { margin-inline-start: -0.75em; }
  }
  @container kyc (width < 960px) {
    .rail-start .checklist { display: flex; flex-wrap: wrap; gap: calc(var(--_space) * 0.5) calc(var(--_space) * 3); }
  }
  @container kyc (width < 600px) {
    .support-ways { display: grid; }
    .bone-renewal { block-size: 16em; }
    .support-ways > .button-quiet:first-child { margin: 0; border-color: var(--_border); }
  }
  @container kyc (width < 360px) {
    .facts { display: grid; }
  }
`;
