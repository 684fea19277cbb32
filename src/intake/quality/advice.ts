/** From measures to codes: what a reviewer would say of a picture. */
import { contentLimits } from '../../model/limits.ts';
import type { CategoryKind } from '../../model/verification.ts';
import type { PictureStructure } from '../formats/structure.ts';
import type { Measures } from './measure.ts';
import { adviceLimits, muchWhite } from './thresholds.ts';

export interface Judged {
  readonly structure: Pick<PictureStructure, 'widthPx' | 'heightPx'>;
  readonly kind: CategoryKind;
}

/** What a reader would say. In the dark nothing is sharp, and what is blurred is bright in the wrong places: one of them. */
export function codesOf(measures: Measures, { structure, kind }: Judged): string[] {
  const isSmall = Math.max(structure.widthPx, structure.heightPx) < contentLimits.legibleLongSidePx;
  const worst = worstOf(measures, kind);
  return [...(isSmall ? ['low_resolution'] : []), ...(worst ? [worst] : [])];
}

function worstOf({ softness, light, white, ink, burnt, glare }: Measures, kind: CategoryKind): string | undefined {
  const limit = adviceLimits[kind];
  if (light < limit.light) return 'too_dark';
  if (softness > limit.softness) return 'blurry';
  if (white > muchWhite && ink > limit.ink && burnt > limit.burnt) return 'too_bright';
  return glare > 0 && kind !== 'biometric' ? 'glare' : undefined;
}
