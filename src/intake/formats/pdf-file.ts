/**
 * Finds a PDF's objects by its cross-reference (ISO 32000-1, 7.5): tables and streams, older revisions, object streams.
 * Reads only what is asked for, from a file that may be hundreds of MB, and never more than a bounded part of it.
 */
import type { Pace } from '../pace.ts';
import { bytesOf, isDict, isRef, PdfText, Unreadable, type PdfDict, type PdfValue } from './pdf-objects.ts';
import { inflate, textOf, unpredicted } from './pdf-stream.ts';
import { readBytes } from './read-bytes.ts';
import { Refused } from './structure.ts';

/** Small enough to be held, and searched for its objects where the cross-reference leads nowhere. */
export const wholeBytes = 1024 * 1024;
const windowBytes = [2048, 16_384, 262_144];
const maxReadBytes = 4 * 1024 * 1024;
const maxReads = 4000;
const maxRevisions = 500;
const maxSections = 5000;
/** Of those that a search finds, the last ones, which tell where the rest begins. */
const maxTried = 2000;

/** Where an object lies: at an offset, or in an object stream. */
type Place = number | { readonly stream: number; readonly index: number };
/** A run of numbers in the cross-reference. */
interface Section {
  readonly start: number;
  readonly end: number;
  place(id: number): Promise<Place | undefined> | Place | undefined;
}

interface Located {
  readonly value: PdfValue;
  /** Where a stream's data begin, if it is one. */
  readonly dataAt: number;
}

export class PdfFile {
  readonly #blob: Blob;
  readonly #pace: Pace;
  // Each is begun once: one that needs itself finds the nothing it began with.
  readonly #objects = new Map<number, PdfValue>();
  readonly #streams = new Map<number, readonly PdfText[]>();
  readonly #sections: Section[] = [];
  #whole: string | undefined;
  #leftBytes = maxReadBytes;
  #leftReads = maxReads;

  constructor(blob: Blob, pace: Pace) {
    this.#blob = blob;
    this.#pace = pace;
  }

  /** One character for one byte. @throws Unreadable once too much was read, Refused */
  async text(from: number, length: number): Promise<string> {
    if (!(from >= 0 && length >= 0)) throw new Unreadable();
    if (this.#pace.isDue) await this.#pace.rest();
    if (this.#blob.size <= wholeBytes) {
      this.#whole ??= textOf(await readBytes(this.#blob));
      return this.#whole.slice(from, from + length);
    }
    this.#leftBytes -= length;
    if (--this.#leftReads < 0 || this.#leftBytes < 0) throw new Unreadable();
    return textOf(await readBytes(this.#blob.slice(from, from + length)));
  }

  /** Reads the cross-reference from the newest section on; gives the newest trailer. @throws Unreadable, Refused */
  async open(startXref: number): Promise<PdfDict> {
    const offsets = new Set([startXref]);
    let newest: PdfDict | undefined;
    for (const offset of offsets) {
      const trailer = await this.#section(offset);
      newest ??= trailer;
      // A hybrid file's stream comes before what is older.
      for (const next of [trailer.get('/XRefStm'), trailer.get('/Prev')]) if (typeof next === 'number') offsets.add(next);
      if (offsets.size > maxRevisions) break;
    }
    return newest ?? new Map();
  }

  /** Finds objects where their text stands, whatever the cross-reference says; gives what is best for a trailer. @throws Unreadable, Refused */
  async search(): Promise<PdfDict> {
    if (this.#blob.size > wholeBytes) throw new Unreadable();
    const text = await this.text(0, wholeBytes);
    const offsets = new Map<number, number>();
    for (const { 1: id, index } of text.matchAll(/(\d{1,10})[\0\t\n\f\r ]{1,9}\d{1,5}[\0\t\n\f\r ]{1,9}obj/g)) offsets.set(Number(id), index);
    if (offsets.size === 0) throw new Refused('pdf_corrupt');
    this.#objects.clear();
    this.#streams.clear();
    this.#sections.splice(0, Infinity, { start: 0, end: Infinity, place: (id) => offsets.get(id) });
    const trailers = Array.from(text.matchAll(/trailer/g), ({ index }) => tried(() => dictIn(new PdfText(text, index + 7))));
    return trailers.findLast((dict) => dict?.has('/Root')) ?? this.#trailerAmong([...offsets.keys()].slice(-maxTried));
  }

  /** The dictionary of a cross-reference stream is a trailer as well; a catalog makes one. */
  async #trailerAmong(ids: readonly number[]): Promise<PdfDict> {
    let catalog: PdfDict | undefined;
    for (const ref of ids) {
      const value = await this.resolve({ ref }).catch(unlessAborted);
      if (!isDict(value)) continue;
      if (value.has('/Root')) return value;
      if (value.get('/Type') === '/Catalog') catalog = new Map([['/Root', value]]);
    }
    if (catalog) return catalog;
    throw new Unreadable();
  }

  /** What a reference leads to; null objects and missing ones are the word `null`. @throws Unreadable, Refused */
  async resolve(value: PdfValue | undefined): Promise<PdfValue> {
    let found = value ?? 'null';
    for (let steps = 0; isRef(found) && steps < 8; steps++) {
      const id: number = found.ref;
      if (!this.#objects.has(id)) {
        this.#objects.set(id, 'null');
        this.#objects.set(id, await this.#load(id));
      }
      found = this.#objects.get(id) ?? 'null';
    }
    return found;
  }

  async #load(id: number): Promise<PdfValue> {
    const place = await this.#placeOf(id);
    if (typeof place === 'number') return (await this.#locate(place, id)).value;
    return place ? (await this.#members(place.stream))[place.index]?.value() ?? 'null' : 'null';
  }

  async #placeOf(id: number): Promise<Place | undefined> {
    if (this.#pace.isDue) await this.#pace.rest();
    for (const { start, end, place } of this.#sections) {
      const found = id >= start && id < end ? await place(id) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The object that begins at an offset; `id` is what it must call itself. */
  #locate(offset: number, id?: number): Promise<Located> {
    return this.#parse(offset, (reader) => {
      const [first, , word] = [reader.value(), reader.value(), reader.value()];
      if (word !== 'obj' || first !== (id ?? first)) return undefined;
      const value = reader.value();
      return { value, dataAt: isDict(value) && reader.value() === 'stream' ? offset + reader.nextLine() : 0 };
    });
  }

  /** What is found in the text at an offset, of which no more is read than that takes. */
  async #parse<T>(offset: number, find: (reader: PdfText) => T | undefined): Promise<T> {
    for (const size of windowBytes) {
      const text = await this.text(offset, size);
      const reader = new PdfText(text);
      const found = tried(() => find(reader));
      if (found && reader.at < text.length) return found;
    }
    throw new Unreadable();
  }

  async #section(offset: number): Promise<PdfDict> {
    const start = /^[\0\t\n\f\r ]*xref/.exec(await this.text(offset, 64))?.[0];
    return start ? this.#table(offset + start.length) : this.#xrefStream(offset);
  }

  /** The entries stay where they are: a table may be larger than all else that is asked for. */
  async #table(from: number): Promise<PdfDict> {
    for (let at = from; ;) {
      const text = await this.text(at, 96);
      const [head, first, count, entry = ''] = /^[\0\t\n\f\r ]*(\d+) +(\d+)[\0\t\n\f\r ]*(\d{10} \d{5} [nf][\r\n ]{0,2})?/.exec(text) ?? [];
      if (!head) return this.#parse(at, (reader) => (reader.value() === 'trailer' ? dictIn(reader) : undefined));
      const entriesAt = at + head.length - entry.length;
      const [start, end] = [Number(first), Number(first) + Number(count)];
      const width = entry.length;
      this.#addSection({ start, end, place: async (id) => {
        const found = /^(\d{10}) \d{5} n/.exec(await this.text(entriesAt + (id - start) * width, 20));
        return found ? Number(found[1]) : undefined;
      } });
      at = entriesAt + Number(count) * width;
    }
  }

  async #xrefStream(offset: number): Promise<PdfDict> {
    const located = await this.#locate(offset);
    if (!isDict(located.value) || located.value.get('/Type') !== '/XRef') throw new Unreadable();
    const rows = bytesOf(await this.#data(located));
    const [kind = 0, second = 0, third = 0] = numbers(await this.resolve(located.value.get('/W')));
    const index = numbers(await this.resolve(located.value.get('/Index') ?? [0, Number(located.value.get('/Size'))]));
    const number = (at: number, width: number) => rows.subarray(at, at + width).reduce((sum, byte) => sum * 256 + byte, 0);
    let rowsAt = 0;
    for (let pair = 0; pair < index.length; pair += 2) {
      const [start, end, at] = [index[pair] ?? 0, (index[pair] ?? 0) + (index[pair + 1] ?? 0), rowsAt];
      this.#addSection({ start, end, place: (id) => {
        const row = at + (id - start) * (kind + second + third);
        const type = kind ? number(row, kind) : 1;
        const [value, last] = [number(row + kind, second), number(row + kind + second, third)];
        return type === 1 ? value : type === 2 ? { stream: value, index: last } : undefined;
      } });
      rowsAt += (end - start) * (kind + second + third);
    }
    return located.value;
  }

  #addSection(section: Section): void {
    if (this.#sections.push(section) > maxSections) throw new Unreadable();
  }

  /** An object stream, as a reader at the start of each of its objects. */
  async #members(stream: number): Promise<readonly PdfText[]> {
    const known = this.#streams.get(stream);
    if (known) return known;
    this.#streams.set(stream, []);
    const members = await this.#unpack(stream);
    this.#streams.set(stream, members);
    return members;
  }

  async #unpack(stream: number): Promise<PdfText[]> {
    const offset = await this.#placeOf(stream);
    if (typeof offset !== 'number') throw new Unreadable();
    const located = await this.#locate(offset, stream);
    if (!isDict(located.value)) throw new Unreadable();
    const [first, count] = numbers([await this.resolve(located.value.get('/First')), await this.resolve(located.value.get('/N'))]);
    const text = `${await this.#data(located)} `;
    const head = (text.slice(0, first).match(/\d+/g) ?? []).slice(0, 2 * (count ?? 0));
    return head.filter((_offset, at) => at % 2).map((at) => new PdfText(text, Number(at) + (first ?? 0)));
  }

  async #data({ value, dataAt }: Located): Promise<string> {
    if (!isDict(value) || !dataAt) throw new Unreadable();
    const length = Number(await this.resolve(value.get('/Length')));
    const filter = await this.#single(value.get('/Filter'));
    const parms = await this.#single(value.get('/DecodeParms'));
    const raw = await this.text(dataAt, length);
    if (filter === 'null') return raw;
    if (filter !== '/FlateDecode' && filter !== '/Fl') throw new Unreadable();
    const data = await inflate(bytesOf(raw));
    const predictor = isDict(parms) ? Number(parms.get('/Predictor') ?? 1) : 1;
    return textOf(predictor > 1 && isDict(parms) ? unpredicted(data, Number(parms.get('/Columns') ?? 1)) : data);
  }

  /** An entry that may also be a list of one. */
  async #single(entry: PdfValue | undefined): Promise<PdfValue> {
    const value = await this.resolve(entry);
    return Array.isArray(value) && value.length < 2 ? this.resolve((value as PdfValue[])[0]) : value;
  }
}

/** What cannot be read is not there. */
function unlessAborted(reason: unknown): 'null' {
  if (reason instanceof Unreadable) return 'null';
  throw reason;
}

function tried<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch {
    return undefined;
  }
}

function dictIn(reader: PdfText): PdfDict | undefined {
  const value = reader.value();
  return isDict(value) ? value : undefined;
}

function numbers(value: PdfValue): number[] {
  return Array.isArray(value) ? (value as PdfValue[]).map(Number).filter((each) => each >= 0) : [];
}
