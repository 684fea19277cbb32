/** German. Formal address, short sentences. */
import type { Catalogue } from '../messages.ts';
import { dePage } from './de-page.ts';
import { deCore } from './de-core.ts';

const de: Catalogue = { ...deCore, ...dePage };
export default de;
