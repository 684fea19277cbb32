/** Specimens as light, hands and tables make them: drawn on a canvas, saved as JPEG. The same each time. */

type Context = OffscreenCanvasRenderingContext2D;
export type Paint = (context: Context, size: { readonly width: number; readonly height: number }) => void;

export interface Variant {
  readonly scale?: number;
  /** Gaussian, sigma in px of the specimen. */
  readonly blur?: number;
  /** By how many px the camera moved while it was taken. */
  readonly moved?: readonly [number, number];
  readonly brightness?: number;
  /** What stray light adds everywhere, as a share of white. */
  readonly haze?: number;
  /** Standard deviation of the sensor's noise, in 255ths. */
  readonly noise?: number;
  /** Middle and radius of a reflection, as fractions of the picture's width and height; the radius of its width. */
  readonly spot?: readonly [number, number, number];
  /** How much of the light is missing in the far corner. */
  readonly shade?: number;
  /** JPEG, 0 … 1. */
  readonly quality?: number;
  /** Of a new picture, in place of a specimen. */
  readonly size?: readonly [number, number];
  readonly paint?: Paint;
}

export async function variantOf(specimen: Blob, variant: Variant): Promise<Blob> {
  const { scale = 1, blur = 0, brightness = 1, moved, haze, noise, spot, shade, size, paint } = variant;
  const picture = size ? undefined : await createImageBitmap(specimen);
  const [width, height] = size ?? [(picture?.width ?? 0) * scale, (picture?.height ?? 0) * scale];
  const context = sheet(width, height);
  context.filter = [blur ? `blur(${blur * scale}px)` : '', brightness === 1 ? '' : `brightness(${brightness})`].join(' ').trim() || 'none';
  if (picture) context.drawImage(picture, 0, 0, width, height);
  context.filter = 'none';
  if (picture && moved) move(context, picture, moved);
  paint?.(context, { width, height });
  if (haze) lighten(context, haze);
  if (spot) reflect(context, spot);
  if (shade) darken(context, shade);
  if (noise) addNoise(context, noise);
  return context.canvas.convertToBlob({ type: 'image/jpeg', quality: variant.quality ?? 0.9 });
}

export interface Placed {
  readonly cardBlur?: number;
  readonly tableBlur?: number;
  readonly tableColor?: string;
  /** Of the card; 1 covers 62 % of the picture's width. */
  readonly scale?: number;
}

/** The card out of `id-good-dark-desk.jpg` (or what lies at its place), on another table. */
export async function cardOn(specimen: Blob, table: Paint, { cardBlur = 0, tableBlur = 0, tableColor = '#bbb', scale = 1 }: Placed = {}): Promise<Blob> {
  const card = await createImageBitmap(specimen, 304, 288, 992, 624);
  const ground = sheet(1600, 1200);
  ground.fillStyle = tableColor;
  ground.fillRect(0, 0, 1600, 1200);
  table(ground, { width: 1600, height: 1200 });
  const context = sheet(1600, 1200);
  context.filter = tableBlur ? `blur(${tableBlur}px)` : 'none';
  context.drawImage(ground.canvas, 0, 0);
  context.filter = cardBlur ? `blur(${cardBlur}px)` : 'none';
  context.drawImage(card, 800 - 496 * scale, 600 - 312 * scale, 992 * scale, 624 * scale);
  return context.canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
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
  return context;
}

function move(context: Context, picture: ImageBitmap, [x, y]: readonly [number, number]): void {
  const { width, height } = context.canvas;
  for (let index = 0; index < 20; index += 1) {
    context.globalAlpha = 1 / (index + 1);
    context.drawImage(picture, (x * index) / 20, (y * index) / 20, width, height);
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

/** Four even numbers make one that is about normal, of deviation 0.58. */
function addNoise(context: Context, deviation: number): void {
  const { width, height } = context.canvas;
  const picture = context.getImageData(0, 0, width, height);
  const random = randomFrom(7);
  for (let at = 0; at < picture.data.length; at += 4) {
    const change = ((random() + random() + random() + random() - 2) * deviation) / 0.58;
    for (let channel = at; channel < at + 3; channel += 1) picture.data[channel] = (picture.data[channel] ?? 0) + change;
  }
  context.putImageData(picture, 0, 0);
}

/** 0 … 1, the same row for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 8) / 0x7f_ffff;
  };
}
