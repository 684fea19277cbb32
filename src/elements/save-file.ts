/**
 * A text saved as a file, without `blob:` or `data:` addresses, which a strict policy may forbid: where the browser asks for a
 * place it is written there, where the device shares files it is shared (“Save to Files”, “Add to calendar”), else it opens
 * in a window of its own, to be saved from the browser's menu.
 */
import type { TextFile } from '../views/context.ts';
import { openWindow } from './print-paper.ts';

interface SavePicker {
  showSaveFilePicker?(options: { readonly suggestedName: string }): Promise<FileSystemFileHandle>;
}

/** Resolves with whether there was a way; closing the picker is the person's choice and no failure. */
export async function saveFile({ name, mediaType, text }: TextFile): Promise<boolean> {
  const file = new File([text], name, { type: mediaType });
  for (const way of [() => pick(file), () => share(file)]) {
    const outcome = await way().catch(isDismissed);
    if (outcome) return true;
  }
  return openText(name, text);
}

/** False where there is no picker; it may also be forbidden, as in a frame of another origin. */
async function pick(file: File): Promise<boolean> {
  const { showSaveFilePicker } = window as SavePicker;
  if (!showSaveFilePicker) return false;
  const handle = await showSaveFilePicker.call(window, { suggestedName: file.name });
  const stream = await handle.createWritable();
  await stream.write(file);
  await stream.close();
  return true;
}

async function share(file: File): Promise<boolean> {
  const { canShare, share: offer } = navigator as Partial<Navigator>;
  if (!offer || !canShare?.call(navigator, { files: [file] })) return false;
  await offer.call(navigator, { files: [file] });
  return true;
}

function isDismissed(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'AbortError';
}

function openText(name: string, text: string): boolean {
  const opened = openWindow({ title: name, lang: '', dir: 'ltr' });
  if (!opened) return false;
  const { document } = opened;
  const body = document.createElement('pre');
  body.textContent = text;
  document.body.append(body);
  return true;
}
