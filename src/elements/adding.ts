/** Hands for what changes something: files dropped and pasted, commands to documents and uploads. Loads with the cards. */
import type { LitElement } from 'lit';
import { DropController, type Dropped } from '../controllers/drop-controller.ts';
import type { Engine } from '../engine/index.ts';
import type { Blocker } from '../model/blockers.ts';
import { isReplacedWhole } from '../model/history.ts';
import { canAdd, renewedBy } from '../model/permissions.ts';
import { documentsIn, needsFix } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import type { Category, Verification } from '../model/verification.ts';
import { anchorId, type AddTarget } from '../views/context.ts';
export { Announcer } from './announcement.ts';
export { closeSent, submit } from './submitting.ts';
import { CommentsReader } from './comments-reader.ts';
import { FocusKeeper } from './focus-keeper.ts';
import { focusFirst, isFocusLost } from './focus.ts';
import { Help } from './help.ts';
import type { ChangeIntent, Interaction, InteractionHost } from './interaction.ts';

/** What the person does to documents and uploads. */
export async function change(intent: ChangeIntent, interaction: Interaction): Promise<unknown> {
  const { host } = interaction;
  const { engine } = host;
  if (!engine) return undefined;
  const categoryId = categoryOf(intent, engine.state);
  keepOpen(interaction, categoryId);
  switch (intent.kind) {
    case 'add_files': return adding(engine, intent);
    case 'change_type': return engine.changeDocumentType(intent.documentId, intent.documentTypeId);
    case 'remove_document': return removing(host, categoryId, () => engine.removeDocument(intent.documentId));
    case 'remove_file': return removing(host, categoryId, () => engine.removeFile(intent.fileId));
    case 'dismiss': return removing(host, categoryId, () => engine.dismiss(intent.uploadId));
    case 'dismiss_refused': return removing(host, categoryId, () => dismissRefused(engine, intent.categoryId));
    case 'cancel': return removing(host, categoryId, () => engine.cancel(intent.uploadId));
    case 'set_fields': return engine.setFields(intent.documentId, intent.fields);
    case 'move_page': return engine.movePage(intent.fileId, intent.by);
    case 'copy_document': return engine.copyDocument(intent.documentId, intent.categoryId, intent.documentTypeId);
    case 'apply_edits': return engine.edit(intent.source, intent.edits);
    case 'confirm': return engine.confirm(intent.uploadId);
    case 'set_consent': return engine.setConsent(intent.consentId, intent.isGiven);
    case 'withdraw': return withdrawing(host, engine);
    default: return engine[intent.kind](intent.uploadId);
  }
}

/** The card it is about; none where it is about all uploads. */
function categoryOf(intent: ChangeIntent, { verification, uploads }: State): string | undefined {
  if (intent.kind === 'add_files') return intent.target.categoryId;
  if ('categoryId' in intent) return intent.categoryId;
  const about: { readonly kind?: string; readonly documentId?: string; readonly uploadId?: string } = 'source' in intent ? intent.source : intent;
  const document = verification?.documents.find(({ id }) => id === about.documentId);
  return (document ?? uploads.find(({ uploadId }) => uploadId === about.uploadId))?.categoryId;
}

/** The card a person works in does not fold by itself: what was just added in it would be out of sight. */
function keepOpen(interaction: Interaction, categoryId: string | undefined): void {
  const { openCategories } = interaction.ui;
  if (categoryId === undefined || openCategories[categoryId] !== undefined) return;
  void interaction.update({ openCategories: { ...openCategories, [categoryId]: true } });
}

function dismissRefused(engine: Engine, categoryId: string): void {
  const refused = engine.state.uploads.filter((upload) => upload.categoryId === categoryId && upload.phase.kind === 'refused');
  for (const { uploadId } of refused) engine.dismiss(uploadId);
}

/** A file in the place of one that is not sent: the row of that one goes first, else its place is taken. */
function adding(engine: Engine, { target, files }: Extract<ChangeIntent, { kind: 'add_files' }>): Promise<unknown> {
  if (target.insteadOf) engine.dismiss(target.insteadOf);
  return engine.addFiles(target.categoryId, files, target);
}

/** To what is missing: its card is unfolded, the nearest place to it gets the focus. */
export async function goTo(blocker: Blocker, interaction: Interaction): Promise<void> {
  const { kind, categoryId, documentId, uploadId, fieldId, consentId } = blocker;
  if (consentId !== undefined) return focusFirst(interaction.host, [anchorId('consent', consentId)]);
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
async function removing(host: InteractionHost, categoryId: string | undefined, remove: () => unknown): Promise<void> {
  await remove();
  await host.redraw();
  if (isFocusLost()) focusFirst(host, [categoryId === undefined ? 'submit' : anchorId('category', categoryId)], 'nearest');
}

/** The button is gone with what it took back: the person goes on at the top, which says how it stands now. */
async function withdrawing(host: InteractionHost, engine: Engine): Promise<void> {
  await engine.withdraw();
  await host.redraw();
  if (isFocusLost()) focusFirst(host, ['title'], 'nearest');
}

/** Listens on the element as long as it lives: for files that fall on it, and where the person works. */
export function attach(element: LitElement, interaction: Interaction): void {
  interaction.help = new Help(element, interaction);
  new DropController(element, {
    onDrag: (categoryId) => drag(interaction, categoryId),
    onDrop: (dropped, categoryId, place) => drop(interaction, dropped, { categoryId, place }),
  });
  new FocusKeeper(element, interaction.host);
  new CommentsReader(element, interaction);
  element.addEventListener('focusin', (event) => {
    const [place] = event.composedPath();
    const body = place instanceof Element ? place.closest('.card-body') : null;
    keepOpen(interaction, body?.closest<HTMLElement>('[data-category-id]')?.dataset['categoryId']);
  });
  // What was sent is done with: from now on the view decides again.
  element.addEventListener('kyc-submit', () => void interaction.update({ openCategories: {} }));
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
  const spot = slotOf(place) ?? unfinished(engine.state, category) ?? returnedFile(verification, category.id);
  const target = { categoryId: category.id, documentTypeId: chosen, ...(spot?.documentId ? undefined : renewed(verification, category)), ...spot };
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

/** In a renewal, a new document takes the place of the one that stands. */
function renewed(verification: Verification, category: Category): Partial<AddTarget> | undefined {
  const document = renewedBy(verification, category);
  return document && { replaces: document.id };
}

/** Where one file came back, whatever falls on its card is meant to take its place. */
function returnedFile(verification: Verification, categoryId: string): Partial<AddTarget> | undefined {
  const returned = documentsIn(verification, categoryId).filter((document) => needsFix(document) && !document.reason?.final);
  const files = returned.flatMap((document) => document.files.map((file) => ({ document, file }))).filter(({ file }) => file.status === 'rejected');
  const [only] = files;
  if (!only || files.length > 1) return undefined;
  const category = verification.categories.find(({ id }) => id === categoryId);
  if (isReplacedWhole(category, only.document)) return { documentTypeId: only.document.documentTypeId, side: only.file.side, replaces: only.document.id };
  return { documentId: only.document.id, documentTypeId: only.document.documentTypeId, side: only.file.side, replaces: only.file.id };
}
