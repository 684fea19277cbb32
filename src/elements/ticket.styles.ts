/** The form for a letter to support; comes with it. */
import { css } from 'lit';

export const ticketStyles = css`
  kyc-verification-ticket { display: block; }
  .ticket { display: grid; gap: calc(var(--_space) * 1.5); }
  .ticket-field { display: grid; gap: calc(var(--_space) * 0.5); min-inline-size: 0; }
  .ticket-field label { font-size: 0.875em; font-weight: var(--_strong); }
  .ticket textarea { display: block; resize: vertical; line-height: 1.5; }
  .ticket .input[aria-invalid='true'] { border-color: var(--_danger); }
  .ticket .input:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .ticket p:empty { display: none; }
  .ticket-wrong { color: var(--_danger); }
  .ticket-facts > summary { padding-block: calc(var(--_space) * 0.75); border-radius: 4px; font-size: 0.875em; color: var(--_muted); cursor: pointer; }
  .ticket-facts textarea { font-family: ui-monospace, monospace; font-size: max(13px, 0.8125em); overflow-wrap: anywhere; }
  .ticket-facts textarea:disabled { opacity: 0.6; }
  .ticket-field .ticket-check { display: flex; align-items: center; gap: var(--_space); min-block-size: 32px; font-weight: normal; }
  .ticket-check input { flex: none; inline-size: 1.125em; block-size: 1.125em; margin: 0; accent-color: var(--_primary); }
  .ticket-buttons { display: flex; flex-wrap: wrap; gap: var(--_space); }
  .ticket-answer { padding: calc(var(--_space) * 1.25) calc(var(--_space) * 2); margin-block-start: var(--_space); }
  .ticket .reason { align-items: start; }

  @container kyc (width < 600px) {
    .ticket-buttons > .button { flex: 1 1 8em; }
    .ticket-field .input, .ticket-field .ticket-check { min-block-size: max(44px, var(--_control)); }
    .ticket-facts > summary { min-block-size: 44px; align-content: center; }
  }
`;
