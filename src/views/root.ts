/** Everything a person sees, as one pure function of the state: the whole shadow root but live region and viewer. */
import { html, type TemplateResult } from 'lit';
import { banners } from './banner.ts';
import type { SnapshotContext, ViewContext } from './context.ts';
import { headerView } from './header.ts';
import { stagesView } from './stages.ts';
import { failureView, loadingView, pageBones } from './waiting.ts';

export function rootView(context: ViewContext): TemplateResult {
  const { state: { verification, session }, texts } = context;
  const isWaiting = !verification && session.kind !== 'failed';
  return html`<div class="frame" lang=${texts.lang} dir=${texts.dir}>
    <div class="container" part="container" aria-busy=${isWaiting || session.kind === 'submitting' ? 'true' : 'false'}>
      ${verification ? snapshotView({ ...context, verification }) : waitingView(context)}
      <slot name="footer"></slot>
    </div>
  </div>`;
}

function waitingView(context: ViewContext): TemplateResult {
  const { session } = context.state;
  return session.kind === 'failed' ? failureView(context, session.error) : loadingView(context);
}

function snapshotView(context: SnapshotContext): TemplateResult {
  const { page, verification: { status } } = context;
  const isBare = status === 'not_required';
  return html`${headerView(context)}
    ${banners(context)}
    ${isBare ? page?.bareView(context) : html`${stagesView(context)}<slot name="intro"></slot>${page ? page.pageView(context) : pageBones()}`}`;
}
