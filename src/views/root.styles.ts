/** All styles of the status page, in order. What adding looks like comes with its views. */
import { baseStyles } from '../styles/base.styles.ts';
import { tokensStyles } from '../styles/tokens.styles.ts';
import { categoryCardStyles } from './category-card.styles.ts';
import { pageStyles } from './page.styles.ts';
import { stagesStyles } from './stages.styles.ts';

export const rootStyles = [tokensStyles, baseStyles, pageStyles, stagesStyles, categoryCardStyles];
