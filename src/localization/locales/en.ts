/** English, complete; for hosts that import a language. The widget itself loads its two halves as it needs them. */
import type { CompleteCatalogue } from '../messages.ts';
import { enCamera } from './en-camera.ts';
import { enPage } from './en-page.ts';
import { enCore } from './en-core.ts';

const en: CompleteCatalogue = { ...enCore, ...enPage, ...enCamera };
export default en;
