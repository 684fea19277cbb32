/** The editor: the picture with the part that stays, corners to pull, numbers to type. */
import { css } from 'lit';

export const editorStyles = css`
  .editor { inline-size: min(44rem, calc(100vw - 32px)); }
  .editor-body { display: grid; gap: calc(var(--_space) * 1.5); justify-items: center; padding: calc(var(--_space) * 2.5); overflow: hidden; }
  .editor-turns { display: flex; flex-wrap: wrap; justify-content: center; gap: var(--_space); }
  .crop-stage { position: relative; max-inline-size: 100%; line-height: 0; user-select: none; -webkit-user-select: none; }
  .crop-stage canvas { display: block; max-inline-size: 100%; max-block-size: max(160px, calc(100dvh - 420px)); background: var(--_sunken); }
  .crop-shade { position: absolute; inset: 0; overflow: hidden; pointer-events: none; }
  .crop-shade i, .crop-part { position: absolute; left: var(--_crop-x); top: var(--_crop-y); width: var(--_crop-w); height: var(--_crop-h); }
  .crop-shade i { box-shadow: 0 0 0 100vmax rgb(0 0 0 / 0.55); }
  .crop-part { padding: 0; border: 0; background: none; outline: 2px solid #fff; box-shadow: 0 0 0 3px rgb(0 0 0 / 0.6); cursor: move; touch-action: none; }
  .crop-corner {
    position: absolute; inline-size: 32px; block-size: 32px; margin: -16px 0 0 -16px; padding: 0; border: 0; border-radius: 50%; background: none;
    display: grid; place-items: center; touch-action: none;
  }
  .crop-corner::before { content: ''; inline-size: 14px; block-size: 14px; border-radius: 50%; background: #fff; border: 2px solid rgb(0 0 0 / 0.75); }
  .crop-nw, .crop-sw { left: var(--_crop-x); }
  .crop-ne, .crop-se { left: calc(var(--_crop-x) + var(--_crop-w)); }
  .crop-nw, .crop-ne { top: var(--_crop-y); }
  .crop-sw, .crop-se { top: calc(var(--_crop-y) + var(--_crop-h)); }
  .crop-nw, .crop-se { cursor: nwse-resize; }
  .crop-ne, .crop-sw { cursor: nesw-resize; }
  :is(.crop-part, .crop-corner):focus-visible { outline: 3px solid var(--_focus); outline-offset: 0; box-shadow: 0 0 0 5px #fff; }
  .crop-numbers { display: grid; grid-template-columns: repeat(4, minmax(0, 6em)); gap: var(--_space); inline-size: 100%; justify-content: center; }
  .crop-numbers legend { padding: 0; margin-inline: auto; color: var(--_muted); }
  .crop-numbers label { display: grid; gap: 2px; font-size: 0.875em; }
  .editor-footer {
    position: sticky; inset-block-end: 0; z-index: 1; display: flex; flex-wrap: wrap; justify-content: end; gap: var(--_space); padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    background: var(--_surface); border-block-start: var(--_border-width) solid var(--_border);
  }
  .editor-footer .button-quiet { margin-inline-end: auto; }
  @media (width < 600px) {
    .editor .button { min-block-size: 44px; }
    .crop-numbers { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .editor-footer .button { flex: 1 1 6em; }
  }
  @media (width < 360px) {
    .editor-footer { position: static; }
  }
  @media (forced-colors: active) {
    .crop-part { outline-color: Highlight; }
    .crop-corner::before { background: Highlight; forced-color-adjust: none; }
  }
`;
