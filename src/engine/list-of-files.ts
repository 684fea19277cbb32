import { KycError } from '../model/errors.ts';

/**
 * What a host handed over, which types cannot promise: one file, or several of any collection.
 * @throws KycError `not_a_file`
 */
export function listOfFiles(files: unknown): File[] {
  const list: unknown[] = files instanceof File ? [files] : isIterable(files) ? [...files] : [files];
  if (!list.every((item) => item instanceof File)) throw new KycError('not_a_file');
  return list;
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
