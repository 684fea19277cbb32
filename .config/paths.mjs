import { fileURLToPath } from 'node:url';

/** The project's folder as a `file:` URL with a trailing slash. */
export const root = new URL('../', import.meta.url);
/** The same as a path. */
export const rootPath = fileURLToPath(root);
