/** Hands for what changes something: files dropped and pasted, commands to documents and uploads. Loads with the cards. */
import type { LitElement } from 'lit';
import { DropController, type Dropped } from '../controllers/drop-controller.ts';
import { canAdd, documentsIn, needsFix } from '../model/selectors.ts';
import type { Verification } from '../model/verification.ts';
import { anchorId, type AddTarget } from '../views/context.ts';
import type { ChangeIntent, Interaction, InteractionHost } from './interaction.ts';

/** What the person does to documents and uploads. */
export async function change(intent: ChangeIntent, host: InteractionHost): Promise<unknown> {
  const { engine } = host;
  if (!engine) return undefined;
  switch (intent.kind) {
    case 'add_files': return engine.addFiles(intent.target.categoryId, intent.files, intent.target);
    case 'change_type': return engine.changeDocumentType(intent.documentId, intent.documentTypeId);
    case 'remove_document': return removing(host, intent.documentId, () => engine.removeDocument(intent.documentId));
    case 'remove_file': return removing(host, intent.documentId, () => engine.removeFile(intent.fileId));
    default: return engine[intent.kind](intent.uploadId);
  }
}

/** The button that was pressed goes with the row: focus moves to the card's title instead of getting lost. */
async function removing(host: InteractionHost, documentId: string, remove: () => Promise<void>): Promise<void> {
  const categoryId = host.engine?.state.verification?.documents.find(({ id }) => id === documentId)?.categoryId;
  await remove();
  await host.redraw();
  if (categoryId) host.find(anchorId('category', categoryId))?.focus();
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
  const verification = engine?.state.verification;
  const category = verification?.categories.find(({ id }) => id === categoryId);
  const isValid = !isReadonly && verification !== undefined && category !== undefined && canAdd(verification, category);
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
  const open = verification.categories.filter((category) => canAdd(verification, category));
  const category = open.find(({ id }) => id === categoryId) ?? (categoryId === null ? open[0] : undefined);
  if (!category || isReadonly) return engine.tell({ kind: 'nothing_to_add' });
  const chosen = interaction.ui.chosenTypes[category.id];
  const target = { categoryId: category.id, documentTypeId: chosen, ...(slotOf(place) ?? returnedFile(verification, category.id)) };
  interaction.dispatch({ kind: 'add_files', target, files: dropped.files });
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
