/** German. Formal address, short sentences. */
import type { CompleteCatalogue } from '../messages.ts';
import { deCamera } from './de-camera.ts';
import { dePage } from './de-page.ts';
import { deCore } from './de-core.ts';

const de: CompleteCatalogue = { ...deCore, ...dePage, ...deCamera };
export default de;
