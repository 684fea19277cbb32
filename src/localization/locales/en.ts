/** English, complete; for hosts that import a language. The widget itself loads its two halves as it needs them. */
import type { CompleteCatalogue } from '../messages.ts';
import { enAfter } from './en-after.ts';
import { enCamera } from './en-camera.ts';
import { enPage } from './en-page.ts';
import { enCore } from './en-core.ts';
import { enTicket } from './en-ticket.ts';

const en: CompleteCatalogue = { ...enCore, ...enPage, ...enCamera, ...enAfter, ...enTicket };
export default en;
