/** German. Formal address, short sentences. */
import type { Catalogue } from '../messages.ts';
import { deAdding } from './de-adding.ts';
import { deCore } from './de-core.ts';

const de: Catalogue = { ...deCore, ...deAdding };
export default de;
