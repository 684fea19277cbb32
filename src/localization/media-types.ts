/** What people call the kinds of files. */
import type { Formatters } from './formatters.ts';

const mediaTypeNames = new Map(Object.entries({
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/heic': 'HEIC',
  'image/heif': 'HEIF',
  'image/gif': 'GIF',
  'image/tiff': 'TIFF',
  'application/pdf': 'PDF',
  'application/zip': 'ZIP',
  'application/msword': 'Word',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'image/svg+xml': 'SVG',
  'text/plain': 'text',
}));

/** What people call a media type; the type itself when there is no short name. */
export function mediaTypeName(type: string): string {
  return mediaTypeNames.get(type) ?? type.replace(/^.*\//, '').replace(/^(x-|vnd\.)/, '').toUpperCase();
}

/** `JPG, PNG or PDF`. */
export function mediaTypesText(format: Formatters, types: readonly string[]): string {
  return format.either([...new Set(types.map(mediaTypeName))]);
}
