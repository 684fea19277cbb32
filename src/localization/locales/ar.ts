/** Arabic, written right to left. */
import type { CompleteCatalogue } from '../messages.ts';
import { arAfter } from './ar-after.ts';
import { arCamera } from './ar-camera.ts';
import { arPage } from './ar-page.ts';
import { arCore } from './ar-core.ts';
import { arTicket } from './ar-ticket.ts';

const ar: CompleteCatalogue = { ...arCore, ...arPage, ...arCamera, ...arAfter, ...arTicket };
export default ar;
