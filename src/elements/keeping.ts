/** What the person keeps: printed or saved. Loads with the first of it. */
import type { Intent } from '../views/context.ts';
import type { InteractionHost } from './interaction.ts';
import { printPaper } from './print-paper.ts';
import { saveFile } from './save-file.ts';

export async function keep(intent: Extract<Intent, { kind: 'print' | 'save' }>, { engine }: InteractionHost): Promise<void> {
  const isDone = intent.kind === 'print' ? printPaper(intent.paper) : await saveFile(intent.file).catch(() => false);
  if (!isDone) engine?.tell({ kind: 'window_blocked' });
}
