/** Hands for what changes something: files dropped and pasted, commands to documents and uploads. Loads with the cards. */
import type { LitElement } from 'lit';
import { DropController, type Dropped } from '../controllers/drop-controller.ts';
import type { Engine } from '../engine/index.ts';
import type { Blocker } from '../model/blockers.ts';
import { canAdd } from '../model/permissions.ts';
import { documentsIn, needsFix } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import type { Category, Verification } from '../model/verification.ts';
import { anchorId, type AddTarget } from '../views/context.ts';
export { Announcer } from './announcement.ts';
import { focusFirst } from './focus.ts';
import type { ChangeIntent, Interaction, InteractionHost } from './interaction.ts';

/** What the person does to documents and uploads. */
export async function change(intent: ChangeIntent, host: InteractionHost): Promise<unknown> {
  const { engine } = host;
  if (!engine) return undefined;
  switch (intent.kind) {
    case 'add_files': return adding(engine, intent);
    case 'change_type': return engine.changeDocumentType(intent.documentId, intent.documentTypeId);
    case 'remove_document': return removing(host, intent, () => engine.removeDocument(intent.documentId));
    case 'remove_file': return removing(host, intent, () => engine.removeFile(intent.fileId));
    case 'dismiss': return removing(host, intent, () => engine.dismiss(intent.uploadId));
    case 'cancel': return removing(host, intent, () => engine.cancel(intent.uploadId));
    case 'set_fields': return engine.setFields(intent.documentId, intent.fields);
    case 'move_page': return moving(host, intent, () => engine.movePage(intent.fileId, intent.by));
    case 'copy_document': return engine.copyDocument(intent.documentId, intent.categoryId, intent.documentTypeId);
    case 'apply_edits': return engine.edit(intent.source, intent.edits);
    case 'confirm': return engine.confirm(intent.uploadId);
    default: return engine[intent.kind](intent.uploadId);
  }
}

/** A file in the place of one that is not sent: the row of that one goes first, else its place is taken. */
function adding(engine: Engine, { target, files }: Extract<ChangeIntent, { kind: 'add_files' }>): Promise<unknown> {
  if (target.insteadOf) engine.dismiss(target.insteadOf);
  return engine.addFiles(target.categoryId, files, target);
}

/** Rows change places, and one that is moved in the page loses the focus: it goes back, unless the person is elsewhere by now. */
async function moving(host: InteractionHost, { by, fileId }: { by: number; fileId: string }, move: () => Promise<unknown>): Promise<void> {
  await move();
  await host.redraw();
  const button = host.find(`move${by}-${encodeURIComponent(fileId)}`);
  const root = button?.getRootNode();
  if (root instanceof ShadowRoot && !root.activeElement) button?.focus({ preventScroll: true });
}

/** To what is missing: its card is unfolded, the nearest place to it gets the focus. */
export async function goTo(blocker: Blocker, interaction: Interaction): Promise<void> {
  const { kind, categoryId, documentId, uploadId, fieldId } = blocker;
  await interaction.update({ openCategories: { ...interaction.ui.openCategories, [categoryId]: true } });
  focusFirst(interaction.host, [
    uploadId ? anchorId('upload', uploadId) : '',
    fieldId ? anchorId('field', `${documentId} ${fieldId}`) : '',
    documentId && kind === 'side_missing' ? anchorId('add', documentId) : '',
    documentId ? anchorId('document', documentId) : '',
    anchorId('add', categoryId), anchorId('category', categoryId),
  ]);
}

/** The button that was pressed goes with the row: focus moves to the card's title, or to Submit, instead of getting lost. */
async function removing(host: InteractionHost, about: { documentId?: string; uploadId?: string }, remove: () => unknown): Promise<void> {
  const state = host.engine?.state;
  const gone = state?.uploads.find(({ uploadId }) => uploadId === about.uploadId)
    ?? state?.verification?.documents.find(({ id }) => id === about.documentId);
  await remove();
  await host.redraw();
  host.find(gone ? anchorId('category', gone.categoryId) : 'submit')?.focus({ preventScroll: true });
}

/** Listens for files on the element as long as it lives. */
export function attachDrop(element: LitElement, interaction: Interaction): void {
  new DropController(element, {
    onDrag: (categoryId) => drag(interaction, categoryId),
    onDrop: (dropped, categoryId, place) => drop(interaction, dropped, { categoryId, place }),
  });
}

/** Whether files may be dropped on the card is shown while they are over it. */
function drag(interaction: Interaction, categoryId: string | null): void {
  const { engine, isReadonly } = interaction.host;
  const category = engine?.state.verification?.categories.find(({ id }) => id === categoryId);
  const isValid = !isReadonly && engine !== undefined && category !== undefined && takesFiles(engine.state, category);
  void interaction.update({ drag: category ? { categoryId: category.id, isValid } : null });
}

interface Spot {
  readonly categoryId: string | null;
  readonly place: EventTarget | undefined;
}

/** Files that fell on a card, or were pasted; beside every card they go to the first that takes some. */
function drop(interaction: Interaction, dropped: Dropped, { categoryId, place }: Spot): void {
  const { engine, isReadonly } = interaction.host;
  const verification = engine?.state.verification;
  if (!engine || !verification) return;
  if (dropped.kind !== 'files') return engine.tell({ kind: dropped.kind });
  const open = verification.categories.filter((category) => takesFiles(engine.state, category));
  const category = open.find(({ id }) => id === categoryId) ?? (categoryId === null ? open[0] : undefined);
  if (!category || isReadonly) return engine.tell({ kind: 'nothing_to_add' });
  const chosen = interaction.ui.chosenTypes[category.id];
  const target = { categoryId: category.id, documentTypeId: chosen, ...(slotOf(place) ?? unfinished(engine.state, category) ?? returnedFile(verification, category.id)) };
  interaction.dispatch({ kind: 'add_files', target, files: dropped.files });
}

/** A category that is full still takes the file that one of its rows asks for. */
function takesFiles(state: State, category: Category): boolean {
  const { verification } = state;
  return verification !== undefined && (canAdd(verification, category) || unfinished(state, category) !== undefined);
}

/** Where nothing else may be added, a file can only be meant for the row that asks for its file again. */
function unfinished({ verification, uploads }: State, category: Category): Partial<AddTarget> | undefined {
  if (!verification || canAdd(verification, category)) return undefined;
  const upload = uploads.find(({ categoryId, phase }) => categoryId === category.id && phase.kind === 'needs_file');
  return upload && { documentId: upload.documentId, documentTypeId: upload.documentTypeId, side: upload.side };
}

/** The slot an element lies in, from its `data-side`, `data-type-id` and `data-document-id`. */
function slotOf(place: EventTarget | undefined): Partial<AddTarget> | undefined {
  const slot = place instanceof Element ? place.closest<HTMLElement>('[data-type-id]') : null;
  if (!slot) return undefined;
  const { side, typeId, documentId } = slot.dataset;
  return { side: (['single', 'front', 'back', 'page'] as const).find((name) => name === side), documentTypeId: typeId, documentId };
}

/** Where one file came back, whatever falls on its card is meant to take its place. */
function returnedFile(verification: Verification, categoryId: string): Partial<AddTarget> | undefined {
  const returned = documentsIn(verification, categoryId).filter((document) => needsFix(document) && !document.reason?.final);
  const files = returned.flatMap((document) => document.files.map((file) => ({ document, file }))).filter(({ file }) => file.status === 'rejected');
  const [only] = files;
  if (!only || files.length > 1) return undefined;
  return { documentId: only.document.id, documentTypeId: only.document.documentTypeId, side: only.file.side, replaces: only.file.id };
}
