/** Where a list goes on: opaque to the caller, good for the list and the order it was made for and for nothing else. */
import { isMoment } from '../domain/moment.ts';
import { invalidRequest } from '../problem.ts';

/** The last line shown, by what the list is sorted by (if by more than the id) and by its id. */
export interface Place {
  readonly at: string | null;
  readonly id: string;
}

export function writeCursor(list: string, { at, id }: { at: Date | null; id: string }): string {
  return Buffer.from(JSON.stringify([list, at?.toISOString() ?? null, id])).toString('base64url');
}

/** @throws Problem 400 naming `cursor` for anything but what `writeCursor` made for this list. */
export function readCursor(list: string, cursor: string): Place {
  try {
    const [ofList, at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (ofList === list && (at === null || isOwnInstant(at)) && typeof id === 'string' && isOwnId(id)) return { at, id };
  } catch {
    // Told below, like any other cursor that is none of ours.
  }
  throw invalidRequest(['cursor']);
}

function isOwnInstant(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && isMoment(value);
}

/** An id the database can compare. */
function isOwnId(id: string): boolean {
  return id.length <= 200 && !id.includes('\u0000');
}
