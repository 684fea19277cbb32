/** A real button in front of the browser's own file choice, and of the camera. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Category, DocumentType, Side } from '../model/verification.ts';
import { isFull } from '../model/permissions.ts';
import type { AddTarget, CardContext } from './context.ts';

export interface Picker {
  readonly label: string;
  /** What is chosen for, when several buttons say the same. */
  readonly about?: string;
  readonly target: AddTarget;
  readonly className?: string;
  readonly id?: string;
  readonly isMultiple?: boolean;
}

export function filePicker(context: CardContext, picker: Picker, capture?: 'environment' | 'user'): TemplateResult {
  const { target, isMultiple = false } = picker;
  return html`${button(context, picker, openPicker)}<input type="file" hidden tabindex="-1" aria-hidden="true"
      accept=${capture ? 'image/*' : acceptText(context.category)} ?multiple=${isMultiple} capture=${capture ?? nothing}
      data-side=${target.side ?? nothing} @change=${(event: Event) => onChange(context, target, event)}>`;
}

/** Our camera, or the phone's own. */
export function photoPicker(context: CardContext, picker: Picker): TemplateResult {
  const { camera, category, dispatch } = context;
  if (camera.kind === 'dialog') return button(context, picker, () => dispatch({ kind: 'take_photo', target: picker.target }));
  return filePicker(context, { ...picker, isMultiple: false }, category.kind === 'biometric' ? 'user' : 'environment');
}

function button(context: CardContext, { label, about, target, className = '', id }: Picker, onClick: (event: Event) => void): TemplateResult {
  const isBusy = context.state.session.kind === 'submitting' || context.state.busyIds.includes(target.documentId ?? '');
  const name = about ? context.texts.add_for({ action: label, name: about }) : nothing;
  return html`<button type="button" class="button ${className}" part="button ${className}" id=${id ?? nothing} aria-label=${name}
      ?disabled=${isBusy} @click=${onClick}>${label}</button>`;
}

function openPicker(event: Event): void {
  const input = (event.currentTarget as HTMLElement).nextElementSibling;
  if (input instanceof HTMLInputElement) input.click();
}

function onChange({ dispatch }: CardContext, target: AddTarget, event: Event): void {
  const input = event.currentTarget as HTMLInputElement;
  const files = [...(input.files ?? [])];
  // Otherwise choosing the same file again would be no change.
  input.value = '';
  if (files.length > 0) dispatch({ kind: 'add_files', target, files });
}

/** HEIC is left out beside JPEG: then the phone converts it, and nobody has to. */
export function acceptText({ accept }: Category): string {
  const isConverted = accept.includes('image/jpeg');
  return accept.filter((type) => !isConverted || !/^image\/hei[cf]/.test(type)).join(',');
}

/** Whether there is a camera and its pictures are taken here. */
export function isPhotographable({ camera, category: { accept } }: CardContext): boolean {
  return camera.kind !== 'none' && (accept.length === 0 || accept.some((type) => type.startsWith('image/')));
}

/** Choose and, where there is a camera, photograph; on devices held in the hand the camera comes first. */
export function pickers(context: CardContext, { id, ...picker }: Omit<Picker, 'label'>): TemplateResult {
  const { texts, camera } = context;
  const choose = { ...picker, label: picker.isMultiple ? texts.choose_files : texts.choose_file };
  if (!isPhotographable(context)) return html`<div class="pickers">${filePicker(context, { ...choose, id })}</div>`;
  const photograph = { ...picker, label: texts.take_photo };
  return html`<div class="pickers">${camera.isFirst
    ? [photoPicker(context, { ...photograph, id }), filePicker(context, choose)]
    : [filePicker(context, { ...choose, id }), photoPicker(context, photograph)]}</div>`;
}

/** Several files at once: only where each becomes a document or page of its own and more than one fits. */
export function isMultiple({ verification, category }: CardContext, type: DocumentType | undefined): boolean {
  const sides: readonly Side[] = type?.sides ?? ['single'];
  if (sides.includes('page')) return true;
  return sides.length < 2 && category.maxDocuments !== 1 && !isFull(verification, category);
}
