/** English, complete; for hosts that import a language. The widget itself loads its two halves as it needs them. */
import type { Catalogue } from '../messages.ts';
import { enPage } from './en-page.ts';
import { enCore } from './en-core.ts';

const en: Catalogue = { ...enCore, ...enPage };
export default en;
