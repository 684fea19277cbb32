/** Specimens as light, hands and tables make them, drawn on a canvas. The same each time. */

type Context = OffscreenCanvasRenderingContext2D;
export type Paint = (context: Context, size: { readonly width: number; readonly height: number }) => void;

/** A specimen to draw from, and by how much it is smaller than its file. */
export interface Picture {
  readonly bitmap: ImageBitmap;
  readonly scale: number;
}

export async function pictureOf(bytes: Blob, longSidePx = Infinity): Promise<Picture> {
  const whole = await createImageBitmap(bytes);
  const scale = Math.min(1, longSidePx / Math.max(whole.width, whole.height));
  if (scale === 1) return { bitmap: whole, scale };
  const [resizeWidth, resizeHeight] = [Math.round(whole.width * scale), Math.round(whole.height * scale)];
  return { bitmap: await createImageBitmap(whole, { resizeWidth, resizeHeight, resizeQuality: 'medium' }), scale };
}

export interface Variant {
  readonly scale?: number;
  /** Gaussian, sigma in px of the specimen. */
  readonly blur?: number;
  /** By how many px of the specimen the camera moved while it was taken. */
  readonly moved?: readonly [number, number];
  readonly brightness?: number;
  /** What stray light adds everywhere, as a share of white. */
  readonly haze?: number;
  /** Standard deviation of the sensor's noise, in 255ths; less of it is left in a smaller picture. */
  readonly noise?: number;
  /** Middle and radius of a reflection, as fractions of the picture's width and height; the radius of its width. */
  readonly spot?: readonly [number, number, number];
  /** How much of the light is missing in the far corner. */
  readonly shade?: number;
  readonly paint?: Paint;
}

export function variantOf({ bitmap, scale: made }: Picture, variant: Variant): Context {
  const { scale = 1, blur = 0, brightness = 1, moved, haze, noise, spot, shade, paint } = variant;
  const { width, height } = { width: bitmap.width * scale, height: bitmap.height * scale };
  const context = sheet(width, height);
  context.filter = [blur ? `blur(${blur * made * scale}px)` : '', brightness === 1 ? '' : `brightness(${brightness})`].join(' ').trim() || 'none';
  context.drawImage(bitmap, 0, 0, width, height);
  context.filter = 'none';
  if (moved) move(context, bitmap, [moved[0] * made, moved[1] * made]);
  paint?.(context, { width, height });
  if (haze) lighten(context, haze);
  if (spot) reflect(context, spot);
  if (shade) darken(context, shade);
  if (noise) addNoise(context, noise * made);
  return context;
}

/** A new picture. */
export function painted(width: number, height: number, paint: Paint): Context {
  const context = sheet(width, height);
  paint(context, { width, height });
  return context;
}

/** `quality` is that of JPEG, 0 … 1. */
export function saved({ canvas }: Context, quality = 0.9): Promise<Blob> {
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

export interface Placed {
  /** Gaussian, sigma in px of the specimen. */
  readonly cardBlur?: number;
  readonly tableBlur?: number;
  /** Of the card; 1 covers 62 % of the picture's width. */
  readonly scale?: number;
}

/** In px of the specimen. */
const place = { left: 304, top: 288, width: 992, height: 624 };
const [tableWidth, tableHeight] = [1600, 1200];

/** Where a card lies. */
export function tableOf(paint: Paint, color = '#bbb'): OffscreenCanvas {
  return painted(tableWidth, tableHeight, (context, size) => {
    context.fillStyle = color;
    context.fillRect(0, 0, size.width, size.height);
    paint(context, size);
  }).canvas;
}

/** The card out of `id-good-dark-desk.jpg` (or what lies at its place), on another table. */
export function cardOn({ bitmap, scale: made }: Picture, table: OffscreenCanvas, { cardBlur = 0, tableBlur = 0, scale = 1 }: Placed = {}): Context {
  const context = sheet(tableWidth * made, tableHeight * made);
  context.filter = tableBlur ? `blur(${tableBlur * made}px)` : 'none';
  context.drawImage(table, 0, 0, tableWidth * made, tableHeight * made);
  context.filter = cardBlur ? `blur(${cardBlur * made}px)` : 'none';
  const [width, height] = [place.width * scale * made, place.height * scale * made];
  const { canvas } = context;
  const source = [place.left * made, place.top * made, place.width * made, place.height * made] as const;
  context.drawImage(bitmap, ...source, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
  return context;
}

export const plain: Paint = () => undefined;

export const checks: Paint = (context, { width, height }) => {
  for (let x = 0; x < width; x += 32) {
    for (let y = 0; y < height; y += 32) {
      context.fillStyle = (x + y) % 64 === 0 ? '#eee' : '#c33';
      context.fillRect(x, y, 32, 32);
    }
  }
};

export const granite: Paint = (context, { width, height }) => {
  const random = randomFrom(5);
  for (let index = 0; index < 30_000; index += 1) {
    const value = Math.floor(random() * 255);
    context.fillStyle = `rgb(${value} ${value} ${value})`;
    context.fillRect(random() * width, random() * height, 3 + random() * 5, 3 + random() * 5);
  }
};

export const cloth: Paint = (context, { width, height }) => {
  for (let at = 0; at < width; at += 8) {
    context.fillStyle = '#345';
    context.fillRect(at, 0, 3, height);
    context.fillStyle = '#89a';
    context.fillRect(0, at, width, 2);
  }
};

export const newspaper: Paint = (context, { width, height }) => {
  context.fillStyle = '#222';
  context.font = '18px serif';
  for (let x = 0; x < width; x += 205) {
    for (let y = 0; y < height; y += 21) context.fillText('the quick brown fox jumps', x, y);
  }
};

function sheet(width: number, height: number): Context {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'medium';
  return context;
}

/** A trace of one picture for each px. */
function move(context: Context, picture: ImageBitmap, [x, y]: readonly [number, number]): void {
  const { width, height } = context.canvas;
  const count = Math.ceil(Math.max(Math.abs(x), Math.abs(y)));
  for (let index = 0; index < count; index += 1) {
    context.globalAlpha = 1 / (index + 1);
    context.drawImage(picture, (x * index) / count, (y * index) / count, width, height);
  }
  context.globalAlpha = 1;
}

function lighten(context: Context, share: number): void {
  context.fillStyle = `rgb(255 255 255 / ${share})`;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

/** White in the middle, then less and less. */
function reflect(context: Context, [x, y, radius]: readonly [number, number, number]): void {
  const { width, height } = context.canvas;
  context.save();
  context.translate(x * width, y * height);
  context.rotate(0.3);
  context.scale(1, 0.7);
  const light = context.createRadialGradient(0, 0, radius * width * 0.6, 0, 0, radius * width);
  light.addColorStop(0, 'rgb(255 255 255)');
  light.addColorStop(0.5, 'rgb(255 255 255 / 60%)');
  light.addColorStop(1, 'rgb(255 255 255 / 0%)');
  context.fillStyle = light;
  context.fillRect(-width, -width, 2 * width, 2 * width);
  context.restore();
}

function darken(context: Context, share: number): void {
  const { width, height } = context.canvas;
  const light = context.createLinearGradient(0, 0, width, height);
  const least = Math.round(255 * (1 - share));
  light.addColorStop(0, 'rgb(255 255 255)');
  light.addColorStop(1, `rgb(${least} ${least} ${least})`);
  context.globalCompositeOperation = 'multiply';
  context.fillStyle = light;
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = 'source-over';
}

/** The same row of noise again and again; its length divides no width, so it shows no columns. */
export function addNoise(context: Context, deviation: number): void {
  const { width, height } = context.canvas;
  const picture = context.getImageData(0, 0, width, height);
  const noise = noiseOf(deviation, 65_537);
  for (let at = 0; at < picture.data.length; at += 4) {
    const change = noise[(at / 4) % noise.length] ?? 0;
    for (let channel = at; channel < at + 3; channel += 1) picture.data[channel] = (picture.data[channel] ?? 0) + change;
  }
  context.putImageData(picture, 0, 0);
}

/** Four even numbers make one that is about normal, of deviation 0.58. */
function noiseOf(deviation: number, length: number): Float32Array {
  const random = randomFrom(7);
  return Float32Array.from({ length }, () => ((random() + random() + random() + random() - 2) * deviation) / 0.58);
}

/** 0 … 1, the same row for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) / 0x7f_ffff;
  };
}
