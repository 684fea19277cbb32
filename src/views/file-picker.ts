/** A real button in front of the browser's own file choice; with `capture`, of the camera. */
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
  readonly capture?: 'environment' | 'user';
}

export function filePicker(context: CardContext, picker: Picker): TemplateResult {
  const { label, about, target, className = '', id, isMultiple = false, capture } = picker;
  const isBusy = context.state.session.kind === 'submitting' || context.state.busyIds.includes(target.documentId ?? '');
  const name = about ? context.texts.add_for({ action: label, name: about }) : nothing;
  return html`<button type="button" class="button ${className}" part="button ${className}" id=${id ?? nothing} aria-label=${name}
      ?disabled=${isBusy} @click=${openPicker}>${label}</button><input type="file" hidden tabindex="-1" aria-hidden="true"
      accept=${capture ? 'image/*' : acceptText(context.category)} ?multiple=${isMultiple} capture=${capture ?? nothing}
      data-side=${target.side ?? nothing} @change=${(event: Event) => onChange(context, target, event)}>`;
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

/** Choose and, where there is a camera, photograph; on such devices the camera comes first. */
export function pickers(context: CardContext, picker: Omit<Picker, 'label' | 'capture'>): TemplateResult {
  const { hasCamera, category } = context;
  const texts = context.texts;
  const label = picker.isMultiple ? texts.choose_files : texts.choose_file;
  const isPhotographable = hasCamera && (category.accept.length === 0 || category.accept.some((type) => type.startsWith('image/')));
  if (!isPhotographable) return html`<div class="pickers">${filePicker(context, { ...picker, label })}</div>`;
  const capture = category.kind === 'biometric' ? 'user' : 'environment';
  return html`<div class="pickers">
    ${filePicker(context, { ...picker, label: texts.take_photo, capture, isMultiple: false })}
    ${filePicker(context, { ...picker, label, id: undefined })}
  </div>`;
}

/** Several files at once: only where each becomes a document or page of its own and more than one fits. */
export function isMultiple({ verification, category }: CardContext, type: DocumentType | undefined): boolean {
  const sides: readonly Side[] = type?.sides ?? ['single'];
  if (sides.includes('page')) return true;
  return sides.length < 2 && category.maxDocuments !== 1 && !isFull(verification, category);
}
