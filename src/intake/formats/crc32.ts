/** CRC-32 as PNG uses it (ISO 3309), eight bits a step. */

const table = Int32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** Over a part of the data; starts with 0, goes on with what the part before gave. */
export function crc32(bytes: Uint8Array, before: number): number {
  let value = ~before;
  // By index: an iterator takes several times as long.
  for (let at = 0; at < bytes.length; at++) value = (value >>> 8) ^ (table[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  return ~value >>> 0;
}
