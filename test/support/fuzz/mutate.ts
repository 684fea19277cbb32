/** What may happen to a file's bytes, by accident or on purpose; all chance comes from the draw. */
import type { Draw } from '../faults/random.ts';
import { withChecksums, type Base } from './bases.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Mutation = (bytes: Bytes, draw: Draw, other: Bytes) => Bytes;

const edges = [0, 1, 2, 4, 8, 0x7f, 0x80, 0xfe, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff] as const;

/** The file changed in one to four ways. */
export function mutated(bases: readonly Base[], draw: Draw): { readonly name: string; readonly bytes: Bytes } {
  const any = () => bases[draw.whole(0, bases.length - 1)];
  const first = any();
  // Trying the empty password takes thirty times as long as the rest.
  const base = first?.name.includes('password') && draw.chance(0.9) ? any() : first;
  const other = any();
  if (!base || !other) throw new Error('nothing to start from');
  let bytes = base.bytes.slice();
  for (let count = draw.whole(1, 4); count > 0; count--) bytes = draw.pick(mutations)(bytes, draw, other.bytes);
  return { name: base.name, bytes: draw.chance(0.7) ? withChecksums(bytes) : bytes };
}

const mutations: readonly [Mutation, ...Mutation[]] = [flipBit, setByte, setNumber, setNumber, setDigits, cutEnd, cutOut, insert, repeat, splice, swap];

function flipBit(bytes: Bytes, draw: Draw): Bytes {
  const at = place(bytes, draw);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << draw.whole(0, 7));
  return bytes;
}

function setByte(bytes: Bytes, draw: Draw): Bytes {
  bytes[place(bytes, draw)] = draw.chance(0.5) ? draw.pick(edges) : draw.whole(0, 255);
  return bytes;
}

/** A length or an offset, in either order of bytes, of two or four. */
function setNumber(bytes: Bytes, draw: Draw): Bytes {
  const at = place(bytes, draw);
  if (at + 4 > bytes.length) return bytes;
  const view = new DataView(bytes.buffer);
  const value = draw.chance(0.5) ? draw.pick(edges) : draw.whole(0, bytes.length + 16);
  if (draw.chance(0.5)) view.setUint16(at, value, draw.chance(0.3));
  else view.setUint32(at, value, draw.chance(0.3));
  return bytes;
}

/** Numbers as a PDF writes them. */
function setDigits(bytes: Bytes, draw: Draw): Bytes {
  const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;
  const from = place(bytes, draw);
  const at = bytes.subarray(from).findIndex(isDigit);
  if (at >= 0) bytes[from + at] = 0x30 + draw.whole(0, 9);
  return bytes;
}

function cutEnd(bytes: Bytes, draw: Draw): Bytes {
  return bytes.slice(0, draw.chance(0.5) ? bytes.length - draw.whole(1, 16) : place(bytes, draw));
}

function cutOut(bytes: Bytes, draw: Draw): Bytes {
  const from = place(bytes, draw);
  return joined(bytes.subarray(0, from), bytes.subarray(from + length(draw)));
}

function insert(bytes: Bytes, draw: Draw): Bytes {
  const at = place(bytes, draw);
  return joined(bytes.subarray(0, at), draw.bytes(length(draw) & 255), bytes.subarray(at));
}

/** The same once more, as a doubled segment or chunk. */
function repeat(bytes: Bytes, draw: Draw): Bytes {
  const from = place(bytes, draw);
  const to = from + length(draw);
  return joined(bytes.subarray(0, to), bytes.subarray(from, to), bytes.subarray(to));
}

/** The beginning of one file and the end of another, or a part of it inside. */
function splice(bytes: Bytes, draw: Draw, other: Bytes): Bytes {
  const from = place(other, draw);
  const at = place(bytes, draw);
  if (draw.chance(0.5)) return joined(bytes.subarray(0, at), other.subarray(from));
  return joined(bytes.subarray(0, at), other.subarray(from, from + length(draw)), bytes.subarray(at));
}

function swap(bytes: Bytes, draw: Draw): Bytes {
  const size = length(draw);
  const [a, b] = [place(bytes, draw), place(bytes, draw)];
  const part = bytes.slice(a, a + size);
  bytes.copyWithin(a, b, b + size);
  bytes.set(part.subarray(0, Math.max(0, bytes.length - b)), b);
  return bytes;
}

/** Mostly where structure is: near the beginning, or near the end. */
function place({ length: size }: Bytes, draw: Draw): number {
  const near = Math.min(size, 64 << draw.whole(0, 5));
  const at = draw.chance(0.5) ? draw.whole(0, near) : draw.chance(0.5) ? size - draw.whole(0, near) : draw.whole(0, size);
  return Math.max(0, Math.min(size - 1, at));
}

function length(draw: Draw): number {
  return draw.whole(1, 4 << draw.whole(0, 9));
}

function joined(...parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(Buffer.concat(parts));
}
