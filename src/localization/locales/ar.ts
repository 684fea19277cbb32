/** Arabic, written right to left. */
import type { Catalogue } from '../messages.ts';
import { arPage } from './ar-page.ts';
import { arCore } from './ar-core.ts';

const ar: Catalogue = { ...arCore, ...arPage };
export default ar;
