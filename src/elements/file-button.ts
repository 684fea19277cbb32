/** A real button in front of the browser's own file choice, for what stands in a dialog. */
import { html, nothing, type TemplateResult } from 'lit';

export interface FileButton {
  readonly label: string;
  readonly accept: string;
  /** Which of the phone's cameras opens instead. */
  readonly capture?: string;
  readonly isPrimary: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

export function fileButton({ label, accept, capture, isPrimary, onFiles }: FileButton): TemplateResult {
  const look = isPrimary ? 'button-primary' : 'button-quiet';
  const open = ({ currentTarget }: Event): void => {
    const input = (currentTarget as HTMLElement).nextElementSibling;
    if (input instanceof HTMLInputElement) input.click();
  };
  const choose = ({ currentTarget }: Event): void => {
    const files = [...((currentTarget as HTMLInputElement).files ?? [])];
    if (files.length > 0) onFiles(files);
  };
  return html`<button type="button" class="button ${look}" part="button ${look}" ?data-first=${isPrimary} @click=${open}>${label}</button>
    <input type="file" hidden tabindex="-1" aria-hidden="true" accept=${accept} capture=${capture ?? nothing} @change=${choose}>`;
}
