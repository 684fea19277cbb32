/**
 * All thresholds of the advice, each with its evidence. Advice, not a wall: each lies in the middle of its gap or nearer to
 * what must be flagged, for a person told to take a good picture again does not listen the next time.
 *
 * Evidence: the specimens of `test/fixtures/corpus` and what `test/intake/quality.test.ts` makes of them, at 1024 px.
 */
import { contentLimits } from '../../model/limits.ts';
import type { CategoryKind } from '../../model/verification.ts';
import type { PictureStructure } from '../formats/structure.ts';
import type { Measures } from './measure.ts';

interface Limits {
  /**
   * Pixels an edge takes, at most. Documents: all good ones 2.0 – 2.3, blurred by sigma 1.5 (at 1600 px) 2.4 – 3.0, by 3
   * 4.4 – 5.1, by 9 7.2 – 11, moved by 8 px 3.8 – 4.5. A face has smooth skin and may have a soft background: good 2.1,
   * sigma 3 7.0, sigma 9 13.8.
   */
  readonly softness: number;
  /** Luminance, at least. Good 224 – 255, at 35 % of the light 87, at 20 % 50, id-dark 26; a dark face needs less. */
  readonly light: number;
}

const limits: { readonly document: Limits; readonly face: Limits } = {
  document: { softness: 3.6, light: 62 },
  face: { softness: 8, light: 40 },
};

/**
 * Over-exposed is all of: much white (a scan: 0.53, id-overexposed 0.61), no black left (scan 55, id-overexposed 74, thin
 * print up to 100), and colours that lost their shade (good ones and scans up to 0.001, id-overexposed 0.09).
 */
const overexposed = { white: 0.4, ink: 62, burnt: 0.01 };

/**
 * A patch of white is glare when it is all of this. Measured for id-glare and spots of many sizes and places: share from
 * 0.007, roundness (1 = a disc) 0.35 – 1, hard 0 – 0.4, outer 0, fade 8 – 130. What must not be: a scan has roundness 0 and
 * hard 0.88, paper under light from one side fade up to 6, a white background outer 0.4 – 0.75.
 */
export const glareLimits = {
  leastShare: 0.006,
  leastRoundness: 0.4,
  /** Of its border: against an edge, against the end of the picture. */
  mostHard: 0.4,
  mostOuter: 0.15,
  leastFade: 8,
};

/**
 * Lightness between two cells that counts as a step, and bits of 256 in which pictures of the same may differ. Documents
 * saved anew at quality 50, at half, a quarter and twice the size: 0 – 8; different ones, on the same desk too: 69 – 179.
 * Far below the middle, because two sides on white have little to differ in.
 */
export const likenessLimits = { step: 1, bits: 12 };

export interface Judged {
  readonly structure: Pick<PictureStructure, 'widthPx' | 'heightPx'>;
  readonly kind: CategoryKind;
}

/** The codes of what a reader would say. In the dark nothing is sharp, and what is blurred is bright in the wrong places. */
export function codesOf(measures: Measures, { structure, kind }: Judged): string[] {
  const isSmall = Math.max(structure.widthPx, structure.heightPx) < contentLimits.legibleLongSidePx;
  const light = lightCode(measures, kind === 'biometric');
  return [...(isSmall ? ['low_resolution'] : []), ...(light ? [light] : [])];
}

function lightCode({ softness, light, white, ink, burnt, glare }: Measures, isFace: boolean): string | undefined {
  const limit = isFace ? limits.face : limits.document;
  if (light < limit.light) return 'too_dark';
  if (softness > limit.softness) return 'blurry';
  if (white > overexposed.white && ink > overexposed.ink && burnt > overexposed.burnt) return 'too_bright';
  return glare > 0 && !isFace ? 'glare' : undefined;
}
