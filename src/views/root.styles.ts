/** All styles of the status page, in order. Cards and adding bring their own. */
import { baseStyles } from '../styles/base.styles.ts';
import { tokensStyles } from '../styles/tokens.styles.ts';
import { pageStyles } from './page.styles.ts';
import { stagesStyles } from './stages.styles.ts';

export const rootStyles = [tokensStyles, baseStyles, pageStyles, stagesStyles];
