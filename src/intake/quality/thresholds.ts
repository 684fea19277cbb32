/**
 * All thresholds of the advice, each with its evidence. Advice, not a wall: each lies in the middle of its gap or nearer to
 * what must be flagged, for a person told to take a good picture again does not listen the next time.
 *
 * Evidence: the specimens of `test/fixtures/corpus` and what `test/intake/quality.test.ts` makes of them, at 1024 px.
 */
import type { CategoryKind } from '../../model/verification.ts';

interface Limits {
  /** Pixels an edge takes, at most. */
  readonly softness: number;
  /** Luminance, at least. */
  readonly light: number;
  /** Luminance of the print, and share of colours without shade: both above, on much white, is over-exposed. */
  readonly ink: number;
  readonly burnt: number;
}

/**
 * Softness: all good ones 2.0 – 2.3, blurred by sigma 1.5 (at 1600 px) 2.4 – 3.0, by 3 4.4 – 5.1, by 9 7.2 – 11, moved by 8 px
 * 3.8 – 4.5. A face has smooth skin: sigma 2 5.2, sigma 3 7.0, sigma 9 13.8.
 * Light: good 184 – 255, at 38 % of it 87, at 20 % 50, id-dark 26; a dark face needs less.
 * Burnt: good 0 – 0.0004, id-overexposed 0.096, the passport at 3.4 times the light 0.016. A bill may have a letterhead in a
 * full colour (0.05), but its print is then dark (28 – 58) and that of an over-exposed one is not (96 – 140).
 */
const document: Limits = { softness: 3.6, light: 62, ink: 0, burnt: 0.01 };
export const adviceLimits: Readonly<Record<CategoryKind, Limits>> = {
  identity: document,
  address: { ...document, ink: 90 },
  biometric: { softness: 8, light: 40, ink: 0, burnt: 0.05 },
  other: document,
  unknown: document,
};
/** Share of the picture: passport-good at 1.3 times the light 0.46, id-overexposed 0.61; a scan has 0.53 without being burnt. */
export const muchWhite = 0.5;

/**
 * A patch of white is glare when it is all of this. Measured for id-glare and spots of many sizes and places: share from
 * 0.007, roundness (1 = a disc) 0.35 – 1, hard 0 – 0.52, outer 0, fade 8 – 130. What must not be: a scan has roundness 0 and
 * hard 0.88, paper under light from one side fade up to 6, a white background outer 0.4 – 0.75.
 */
export const glareLimits = {
  leastShare: 0.006,
  leastRoundness: 0.4,
  /** Of its border: against an edge, against the end of the picture. */
  mostHard: 0.55,
  mostOuter: 0.15,
  leastFade: 8,
};

/**
 * Lightness between two cells that counts as a step, and bits of 256 in which pictures of the same may differ. Documents
 * saved anew at quality 50, at half, a quarter and twice the size: 0 – 8; different ones, on the same desk too: 69 – 179.
 * Far below the middle, because two sides on white have little to differ in.
 */
export const likenessLimits = { step: 1, bits: 12 };
