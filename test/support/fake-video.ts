/** What Chromium's fake camera films: a YUV4MPEG2 file (4:2:0), one still picture over and over. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const path = fileURLToPath(new URL('../../node_modules/.cache/camera.y4m', import.meta.url));

/** Writes the film of a picture and says where it lies; sides must be even. */
export async function filmOf(picture: string, width = 1600, height = 1200): Promise<string> {
  const { data } = await sharp(picture).resize(width, height, { fit: 'contain', background: '#6b5a4a' }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const frame = Buffer.concat([Buffer.from('FRAME\n'), yuv(data, width, height)]);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${String(width)} H${String(height)} F10:1 Ip A1:1 C420mpeg2\n`), frame, frame]));
  return path;
}

/** ITU-R BT.601, limited range; each chroma sample is that of its block's first pixel. */
function yuv(rgb: Buffer, width: number, height: number): Buffer {
  const y = Buffer.alloc(width * height);
  const [u, v] = [Buffer.alloc((width * height) / 4), Buffer.alloc((width * height) / 4)];
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const [r, g, b] = rgb.subarray(pixel * 3, pixel * 3 + 3) as unknown as [number, number, number];
    y[pixel] = 16 + 0.257 * r + 0.504 * g + 0.098 * b;
    const [column, row] = [pixel % width, Math.floor(pixel / width)];
    if (column % 2 || row % 2) continue;
    const at = (row / 2) * (width / 2) + column / 2;
    u[at] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
    v[at] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
  }
  return Buffer.concat([y, u, v]);
}
