/** Starts the review page. */
import { App } from './app.ts';
import { ReviewFile } from './elements/review-file.ts';

customElements.define('review-file', ReviewFile);

const root = document.querySelector<HTMLElement>('#app');
if (root) new App(root).start();
