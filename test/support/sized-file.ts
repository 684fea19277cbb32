/** Pictures of a size to the byte: a small specimen, and behind it what makes it large and unlike the others. */
import { specimenPicture } from '../../src/testing/specimens.ts';

/** PNG, whatever the name says; at least 2 kB. `seed`: another one is another file. */
export function sizedFile(sizeBytes: number, name: string, seed = 1): File {
  const picture = specimenPicture('back');
  const tail = new Uint8Array(sizeBytes < picture.length ? 0 : sizeBytes - picture.length).map((_byte, index) => (index * seed) % 251);
  return new File(sizeBytes < picture.length ? [picture.subarray(0, sizeBytes)] : [picture, tail], name, { type: 'image/png' });
}
