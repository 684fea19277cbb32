/** German. Formal address, short sentences. */
import type { CompleteCatalogue } from '../messages.ts';
import { deAfter } from './de-after.ts';
import { deCamera } from './de-camera.ts';
import { dePage } from './de-page.ts';
import { deCore } from './de-core.ts';
import { deTicket } from './de-ticket.ts';

const de: CompleteCatalogue = { ...deCore, ...dePage, ...deCamera, ...deAfter, ...deTicket };
export default de;
