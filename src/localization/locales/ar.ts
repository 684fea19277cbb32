/** Arabic, written right to left. */
import type { Catalogue } from '../messages.ts';
import { arAdding } from './ar-adding.ts';
import { arCore } from './ar-core.ts';

const ar: Catalogue = { ...arCore, ...arAdding };
export default ar;
