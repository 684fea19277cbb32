/** Photos of the drawn card as phones make them when something is wrong. Drawn when they are wanted: a browser's canvas is needed. */
import { specimenPicture } from './specimens.ts';

const [widthPx, heightPx] = [1600, 1200];

/** Nearly no light. */
export function darkPhoto(): Promise<File> {
  return photo('dark.jpg', { shade: 0.9 });
}

/** Out of focus. */
export function softPhoto(): Promise<File> {
  return photo('blurred.jpg', { sizePx: 48 });
}

/** Readable, but of few pixels. */
export function smallPhoto(): Promise<File> {
  return photo('small.jpg', { scale: 0.35 });
}

/** With what phones write beside a picture: a position (EXIF GPS) and the camera's name. */
export async function photoWithPosition(): Promise<File> {
  const bytes = new Uint8Array(await (await photo('home.jpg', {})).arrayBuffer());
  return new File([bytes.subarray(0, 2), exif(), bytes.subarray(2)], 'home.jpg', { type: 'image/jpeg' });
}

interface Flaw {
  /** 0 to 1: how much darker. */
  readonly shade?: number;
  /** Drawn through so few pixels. */
  readonly sizePx?: number;
  readonly scale?: number;
}

async function photo(name: string, { shade = 0, sizePx, scale = 1 }: Flaw): Promise<File> {
  const card = await createImageBitmap(new Blob([specimenPicture()], { type: 'image/png' }), sizePx ? { resizeWidth: sizePx } : {});
  const canvas = new OffscreenCanvas(widthPx * scale, heightPx * scale);
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas');
  brush.scale(scale, scale);
  brush.imageSmoothingQuality = 'high';
  brush.fillStyle = '#8a7a66';
  brush.fillRect(0, 0, widthPx, heightPx);
  brush.drawImage(card, 160, 200, 1280, 806);
  brush.fillStyle = `rgb(0 0 0 / ${shade})`;
  brush.fillRect(0, 0, widthPx, heightPx);
  card.close();
  return new File([await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 })], name, { type: 'image/jpeg' });
}

/** An APP1 segment: TIFF, big endian; IFD0 with a camera's name and a GPS IFD with a latitude reference. */
function exif(): Uint8Array<ArrayBuffer> {
  const short = (value: number) => [value >> 8, value & 255];
  const long = (value: number) => [...short(value >>> 16), ...short(value & 65_535)];
  const text = (value: string) => [...value].map((character) => character.charCodeAt(0));
  const entry = ([tag, type, count]: readonly [tag: number, type: number, count: number], value: number[]) => [...short(tag), ...short(type), ...long(count), ...value];
  const gpsAt = 8 + 2 + 2 * 12 + 4;
  const tiff = [
    ...text('MM'), ...short(42), ...long(8),
    ...short(2), ...entry([0x010f, 2, 4], [...text('Cam'), 0]), ...entry([0x8825, 4, 1], long(gpsAt)), ...long(0),
    ...short(1), ...entry([0x0001, 2, 2], [...text('N'), 0, 0, 0]), ...long(0),
  ];
  const payload = [...text('Exif'), 0, 0, ...tiff];
  return Uint8Array.from([0xff, 0xe1, ...short(payload.length + 2), ...payload]);
}
