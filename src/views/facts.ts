/** The numbers of a refusal or problem, as a person reads them. */
import type { Formatters } from '../localization/formatters.ts';
import { mediaTypeName, mediaTypesText } from '../localization/media-types.ts';

export interface RawFacts {
  readonly limit?: number | string;
  readonly actual?: number | string;
}

export interface Facts {
  readonly limit?: string;
  readonly actual?: string;
}

/** Sizes for `too_large`, names of media types where the type is wrong, millions of pixels in short, plain numbers for the rest. */
export function factsOf(format: Formatters, code: string, { limit, actual }: RawFacts): Facts {
  if (code === 'type_not_allowed' || code === 'type_mismatch') return { limit: typesText(format, limit), actual: typeText(actual) };
  if (code === 'too_many_pixels') return { limit: shortNumber(format, limit), actual: shortNumber(format, actual) };
  const isSize = code === 'too_large';
  return {
    limit: typeof limit === 'number' ? (isSize ? format.sizeLimit(limit) : format.number(limit)) : limit,
    actual: typeof actual === 'number' ? (isSize ? format.bytes(actual) : format.number(actual)) : actual,
  };
}

/** `400M`: nobody reads nine digits. */
function shortNumber({ locale }: Formatters, value: number | string | undefined): string | undefined {
  return typeof value === 'number' ? new Intl.NumberFormat(locale, { notation: 'compact' }).format(value) : value;
}

function typesText(format: Formatters, limit: number | string | undefined): string | undefined {
  return typeof limit === 'string' && limit !== '' ? mediaTypesText(format, limit.split(/[,\s]+/)) : undefined;
}

function typeText(actual: number | string | undefined): string | undefined {
  const name = typeof actual === 'string' && actual.includes('/') ? mediaTypeName(actual) : '';
  // A long technical name tells nobody anything.
  return name !== '' && name.length <= 6 ? name : undefined;
}
