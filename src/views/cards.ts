/** Categories and documents; fetched beside the first snapshot, so that the entry stays small. */
import type { CardViews } from './context.ts';
import { categoryCard } from './category-card.ts';

export { categoryCardStyles as cardStyles } from './category-card.styles.ts';

export const cardViews: CardViews = { categoryCard };
