/** One pass over a picture's pixels: its luminance, and for cells of 8 × 8 pixels how white they are. */

/** A cell is 2 to the power of this wide. */
const cellBits = 3;
/** JPEG leaves a full white a little below 255. */
const white = 249;
/** Luminance: darker than paper. */
const paper = 200;
/** One channel full, another one far from it. */
const burntFrom = 252;
const burntUpTo = 215;

export class Grid {
  readonly width: number;
  /** ITU-R BT.601, row by row. */
  readonly luminance: Uint8Array;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** For each cell its least and its most white pixel: the weakest of three channels, so that tinted paper is not white. */
  readonly low: Uint8Array;
  readonly high: Uint8Array;
  readonly #counts = new Uint32Array(256);
  #burntCount = 0;

  constructor({ data, width, height }: ImageData) {
    this.width = width;
    this.height = height;
    this.columns = Math.max(1, width >> cellBits);
    this.rows = Math.max(1, height >> cellBits);
    this.luminance = new Uint8Array(width * height);
    this.low = new Uint8Array(this.columns * this.rows).fill(255);
    this.high = new Uint8Array(this.columns * this.rows);
    this.#read(new Uint32Array(data.buffer));
  }

  isWhite(cell: number): boolean {
    return (this.low[cell] ?? 0) >= white;
  }

  /** Luminance under which 95 % of the picture lie. */
  light(): number {
    return quantile(this.#counts, 0.95);
  }

  /** Luminance under which a fiftieth of what is darker than paper lies. */
  ink(): number {
    return quantile(this.#counts.subarray(0, paper), 0.02);
  }

  /** Shares of the picture, 0 … 1. */
  shares(): { white: number; burnt: number } {
    const whiteCount = this.low.reduce((sum, least) => sum + (least >= white ? 1 : 0), 0);
    return { white: whiteCount / this.low.length, burnt: this.#burntCount / this.luminance.length };
  }

  /** Red is the lowest byte: every machine a browser runs on is little-endian. What is left over joins the last cells. */
  #read(pixels: Uint32Array): void {
    const { columns, rows, width, height, low, high, luminance } = this;
    const counts = this.#counts;
    const columnOf = Uint16Array.from({ length: width }, (_, x) => Math.min(columns - 1, x >> cellBits));
    let burntCount = 0;
    for (let y = 0, at = 0; y < height; y += 1) {
      const row = Math.min(rows - 1, y >> cellBits) * columns;
      for (let x = 0; x < width; x += 1, at += 1) {
        const pixel = pixels[at] ?? 0;
        const red = pixel & 255;
        const green = (pixel >> 8) & 255;
        const blue = (pixel >> 16) & 255;
        const value = (red * 77 + green * 150 + blue * 29) >> 8;
        luminance[at] = value;
        counts[value] = (counts[value] ?? 0) + 1;
        const least = red < green ? (red < blue ? red : blue) : (green < blue ? green : blue);
        const cell = row + (columnOf[x] ?? 0);
        if (least < (low[cell] ?? 0)) low[cell] = least;
        if (least > (high[cell] ?? 0)) high[cell] = least;
        if (least < burntUpTo && (red >= burntFrom || green >= burntFrom || blue >= burntFrom)) burntCount += 1;
      }
    }
    this.#burntCount = burntCount;
  }
}

/** 255 where there is nothing to count. */
function quantile(counts: Uint32Array, share: number): number {
  const enough = counts.reduce((sum, count) => sum + count, 0) * share;
  let sum = 0;
  const found = counts.findIndex((count) => (sum += count) > enough);
  return found < 0 ? 255 : found;
}
