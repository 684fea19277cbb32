/** Arabic, written right to left. */
import type { CompleteCatalogue } from '../messages.ts';
import { arCamera } from './ar-camera.ts';
import { arPage } from './ar-page.ts';
import { arCore } from './ar-core.ts';

const ar: CompleteCatalogue = { ...arCore, ...arPage, ...arCamera };
export default ar;
