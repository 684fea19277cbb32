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
  .viewer-body canvas { max-inline-size: 100%; max-block-size: calc(100dvh - 140px); object-fit: contain; border-radius: 4px; background: var(--_sunken); }
`;
