/** All views that adding needs; loaded when something may be added. */
import { addArea, sideSlot } from './add-area.ts';
import type { AddingViews } from './context.ts';
import { documentActions, replaceAction } from './document-actions.ts';
import { fieldsForm } from './fields-form.ts';
import { pageActions } from './page-actions.ts';
import { reasonExample } from './reason-example.ts';
import { sentDialog } from './sent-dialog.ts';
import { isComplete, submitBar } from './submit-bar.ts';
import { uploadRow } from './upload-row.ts';

export { addingStyles } from './adding.styles.ts';

export const addingViews: AddingViews = {
  addArea, sideSlot, documentActions, fieldsForm, pageActions, reasonExample, replaceAction, uploadRow, isComplete, submitBar, sentDialog,
};
