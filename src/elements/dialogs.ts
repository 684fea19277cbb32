/** What lies over the page: a file to look at, a picture to edit, the camera. Loads with the first of them, each on its own. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Catalogue } from '../localization/messages.ts';
import type { Edits } from '../model/edits.ts';
import { findFile } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { anchorId, type EditSource, type ViewContext } from '../views/context.ts';
import { focusFirst, isFocusLost } from './focus.ts';
import type { Interaction } from './interaction.ts';
import type { Facts } from './presentation.ts';

export function dialogs(facts: Facts, context: ViewContext): TemplateResult {
  return html`${viewer(facts, context)}${editor(facts, context)}${camera(facts, context)}`;
}

/** Closes what is open; focus goes back to where it was opened. */
export async function closeDialog(interaction: Interaction, isUsed = false): Promise<void> {
  const { viewing, editing, photographing } = interaction.ui;
  await interaction.update({ viewing: null, editing: null, photographing: null });
  if (viewing) focusFirst(interaction.host, [viewButton(viewing.fileId)]);
  else if (editing) focusFirst(interaction.host, 'uploadId' in editing ? [anchorId('upload', editing.uploadId)] : [viewButton(editing.fileId), anchorId('document', editing.documentId)]);
  // The browser has given it back to the button that opened the camera, where that had it.
  else if (photographing && (isUsed || isFocusLost())) {
    // A photo takes the place of the button, and would take the focus with it.
    const button = isUsed ? '' : anchorId('add', photographing.documentId ?? photographing.categoryId);
    focusFirst(interaction.host, [button, anchorId('category', photographing.categoryId)]);
  }
}

/** Not there yet, it comes with the next drawing; one that could not be fetched is asked for again. */
function fetched(load: () => Promise<unknown>): void {
  load().catch(() => undefined);
}

function viewer({ engine, state, isReadonly }: Facts, { ui: { viewing }, texts, dispatch }: ViewContext): TemplateResult | typeof nothing {
  const file = findFile(state.verification, viewing?.fileId ?? '')?.file;
  if (!viewing || !file || !engine) return nothing;
  fetched(() => import('./viewer.ts'));
  return html`<kyc-verification-viewer lang=${texts.lang} dir=${texts.dir}
    .file=${file} .verification=${state.verification} .isReadonly=${isReadonly} .texts=${texts}
    .load=${(signal: AbortSignal) => engine.preview(file.id, signal)}
    @edit=${() => dispatch({ kind: 'edit', source: viewing })}
    @close=${() => dispatch({ kind: 'close_viewer' })}
  ></kyc-verification-viewer>`;
}

function editor({ engine, state }: Facts, { ui: { editing: source }, texts, format, dispatch }: ViewContext): TemplateResult | typeof nothing {
  if (!source || !engine) return nothing;
  fetched(() => import('./editor.ts'));
  return html`<kyc-verification-editor lang=${texts.lang} dir=${texts.dir} .texts=${texts} .format=${format}
    .name=${nameOf(state, source)} .source=${source} .load=${(signal: AbortSignal) => engine.picture(source, signal)}
    @apply=${({ detail: edits }: CustomEvent<Edits>) => dispatch({ kind: 'apply_edits', source, edits })}
    @close=${() => dispatch({ kind: 'close_editor' })}
  ></kyc-verification-editor>`;
}

function camera({ engine, state }: Facts, { ui: { photographing: target }, texts, dispatch }: ViewContext): TemplateResult | typeof nothing {
  const category = state.verification?.categories.find(({ id }) => id === target?.categoryId);
  if (!target || !category || !engine) return nothing;
  fetched(() => import('./camera.ts'));
  // It opens from the page, whose words are here by then.
  const pageTexts = texts as Catalogue;
  return html`<kyc-verification-camera lang=${texts.lang} dir=${texts.dir} .texts=${pageTexts} .category=${category} .side=${target.side}
    .judge=${(picture: ImageBitmap, signal: AbortSignal) => engine.judge(picture, category.id, signal)}
    @photo=${({ detail: files }: CustomEvent<readonly File[]>) => {
      dispatch({ kind: 'add_files', target, files });
      dispatch({ kind: 'close_camera', isUsed: true });
    }}
    @close=${() => dispatch({ kind: 'close_camera' })}
  ></kyc-verification-camera>`;
}

function nameOf({ verification, uploads }: State, source: EditSource): string {
  if ('uploadId' in source) return uploads.find(({ uploadId }) => uploadId === source.uploadId)?.name ?? '';
  return findFile(verification, source.fileId)?.file.fileName ?? '';
}

function viewButton(fileId: string): string {
  return `view-${encodeURIComponent(fileId)}`;
}
