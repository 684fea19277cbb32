/** A stored file, large, over the page. The viewer draws into the widget's one shadow root, so its look stands here. */
import { css } from 'lit';

export const viewerStyles = css`
  .viewer {
    inline-size: min(70rem, calc(100vw - 32px)); max-inline-size: none; max-block-size: calc(100dvh - 32px); padding: 0; overflow: auto;
    border: var(--_border-width) solid var(--_border); border-radius: calc(var(--_radius) + 4px); background: var(--_surface); color: var(--_text); font-size: var(--_size);
  }
  .viewer::backdrop { background: var(--_backdrop, rgb(8 10 16 / 0.55)); }
  .viewer-header {
    position: sticky; inset-block-start: 0; display: flex; align-items: center; justify-content: space-between; gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2); background: var(--_surface); border-block-end: var(--_border-width) solid var(--_border);
  }
  .viewer-body { display: grid; gap: calc(var(--_space) * 2); justify-items: center; padding: calc(var(--_space) * 2); text-align: center; }
  .viewer-header h2 { min-inline-size: 0; overflow-wrap: anywhere; }
  .viewer-header .button { flex: none; }
  .viewer-tools { display: flex; flex-wrap: wrap; justify-content: center; gap: var(--_space); }
  .viewer-stage { inline-size: 100%; max-block-size: calc(100dvh - 210px); overflow: auto; border-radius: 4px; overscroll-behavior: contain; }
  .viewer-stage:focus-visible { outline: 2px solid var(--_focus); outline-offset: 2px; }
  .viewer-stage canvas { display: block; margin-inline: auto; max-inline-size: 100%; max-block-size: calc(100dvh - 210px); border-radius: 4px; background: var(--_sunken); }
  .viewer-stage.is-zoomed { cursor: grab; touch-action: pan-x pan-y; }
  .viewer-stage.is-zoomed canvas { max-inline-size: none; max-block-size: none; }
  @media (width < 600px) {
    .viewer .button { min-block-size: 44px; }
    .viewer-stage, .viewer-stage canvas { max-block-size: calc(100dvh - 290px); }
  }
`;
