/** One case by keyboard: they act on the selected document or side. */
import type { App } from './app.ts';
import { ReviewFile } from './elements/review-file.ts';
import { hashOf } from './queue-query.ts';
import type { Shortcut } from './shortcuts.ts';
import { startComparing } from './views/compare.view.ts';

export function caseKeys(app: App): readonly Shortcut[] {
  const { desk } = app;
  return [
    { keys: ['n', 'j'], title: 'Next document or side', run: () => desk.step(1) },
    { keys: ['p', 'k'], title: 'Document or side before', run: () => desk.step(-1) },
    { keys: ['o'], title: 'Show or hide its files', run: () => desk.selected && desk.toggle(desk.selected.document.id) },
    { keys: ['a'], title: 'Accept it', run: () => void (desk.decidable && desk.accept(desk.decidable)) },
    { keys: ['r'], title: 'Reject it: choose a reason, then Enter', run: () => desk.decidable && desk.startRejecting(desk.decidable) },
    { keys: ['z', '+'], title: 'Zoom in', run: () => onFiles(app, ({ stage }) => stage.zoomIn()) },
    { keys: ['-'], title: 'Zoom out', run: () => onFiles(app, ({ stage }) => stage.zoomOut()) },
    { keys: ['0'], title: 'Fit', run: () => onFiles(app, ({ stage }) => stage.fit()) },
    { keys: ['.'], title: 'Rotate', run: () => onFiles(app, ({ stage }) => stage.rotate()) },
    { keys: ['g'], title: 'Compare two files', run: () => startComparing(app) },
    { keys: ['c'], title: 'Comment on it', run: () => startComment(desk.selected?.document.id) },
    { keys: ['x'], title: 'Next case', run: () => void desk.next() },
    { keys: ['u'], title: 'Back to the queue', run: () => { location.hash = hashOf(app.lastQuery); } },
  ];
}

/** The open files of what is selected: one side, or all of a document. */
function onFiles(app: App, act: (file: ReviewFile) => void): boolean {
  const selected = app.state.desk.selected;
  const place = selected === null ? null : document.getElementById(selected);
  const files = [...place?.querySelectorAll('review-file') ?? []].filter((file) => file instanceof ReviewFile);
  files.forEach(act);
  return files.length > 0;
}

function startComment(documentId: string | undefined): boolean {
  const about = document.querySelector<HTMLSelectElement>('#comment-about');
  const body = document.querySelector<HTMLTextAreaElement>('#comment-body');
  if (about && documentId) about.value = `document ${documentId}`;
  body?.focus();
  return body !== null;
}
