/** The camera over the page, all of the screen on phones. It draws into the widget's one shadow root and brings its look along. */
import { css } from 'lit';

export const cameraStyles = css`
  .camera {
    inline-size: min(60rem, calc(100vw - 32px)); block-size: min(46rem, calc(100dvh - 32px)); max-inline-size: none; max-block-size: none; padding: 0; overflow: hidden;
    border: var(--_border-width) solid var(--_border); border-radius: calc(var(--_radius) + 4px); background: var(--_surface); color: var(--_text); font-size: var(--_size);
  }
  .camera[open] { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; }
  .camera:has(.has-words) { block-size: min(24rem, calc(100dvh - 32px)); }
  .camera::backdrop { background: var(--_backdrop, rgb(8 10 16 / 0.55)); }
  .camera-header { display: flex; align-items: center; justify-content: space-between; gap: calc(var(--_space) * 2); padding: var(--_space) calc(var(--_space) * 2); }
  .camera-stage { position: relative; display: grid; min-block-size: 0; background: #0b0d12; color: #fff; }
  .camera-stage :is(video, canvas, svg) { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: contain; }
  .camera-stage.has-words { background: var(--_sunken); color: inherit; }
  .camera-stage canvas:focus-visible { outline-offset: -3px; border-radius: 0; }
  .camera-stage video.is-mirrored { transform: scaleX(-1); }
  .camera-stage [role='alert'] { align-self: center; justify-self: center; max-inline-size: 34rem; padding: calc(var(--_space) * 3); text-align: center; text-wrap: balance; overflow: auto; max-block-size: 100%; }
  .camera-around { fill: rgb(8 10 16 / 0.5); }
  .camera-line { fill: none; stroke: #fff; stroke-width: 3px; vector-effect: non-scaling-stroke; }
  .camera-foot { display: grid; gap: var(--_space); justify-items: center; padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2) max(calc(var(--_space) * 1.5), env(safe-area-inset-bottom)); text-align: center; }
  .camera-words { display: grid; align-content: center; min-block-size: 3em; text-wrap: balance; }
  .camera-words:empty { display: none; }
  .camera-buttons { display: flex; flex-wrap: wrap; justify-content: center; gap: var(--_space); }
  .camera-aim { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; gap: calc(var(--_space) * 2); inline-size: 100%; }
  .camera-aim > :first-child { justify-self: end; }
  .camera-aim > :last-child { justify-self: start; }
  .camera-shutter {
    inline-size: 64px; block-size: 64px; padding: 0; border: 4px solid var(--_surface); border-radius: 50%; background: var(--_primary); box-shadow: 0 0 0 3px var(--_primary);
    cursor: pointer; touch-action: manipulation;
  }
  .camera-shutter:focus-visible { outline-offset: 5px; }
  .camera-shutter:disabled { opacity: 0.5; cursor: default; }
  /* The same button changes its rank from step to step: at once, not half readable in between. */
  .camera .button { transition: none; }
  .camera .button[aria-pressed='true'] { background: var(--_text); color: var(--_surface); }

  @media (max-width: 640px), (max-height: 520px) {
    .camera, .camera:has(.has-words) { inline-size: 100vw; block-size: 100dvh; border: 0; border-radius: 0; }
  }
  @media (max-height: 520px) and (orientation: landscape) {
    .camera[open] { grid-template: auto minmax(0, 1fr) / minmax(0, 1fr) min(17rem, 45%); }
    .camera-stage { grid-row: 1 / 3; }
    .camera-header { grid-column: 2; grid-row: 1; }
    .camera-foot { grid-column: 2; grid-row: 2; align-content: center; overflow: auto; }
    .camera-words { min-block-size: 0; }
  }
  @media (forced-colors: active) {
    .camera-shutter { border-color: ButtonText; background: ButtonFace; forced-color-adjust: none; }
  }
`;
