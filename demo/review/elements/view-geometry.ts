/** Where a picture lies on its stage: pure arithmetic in CSS pixels. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface View {
  /** 1 shows all of it. */
  readonly zoom: number;
  /** Quarter turns clockwise, 0 to 3. */
  readonly quarters: number;
  /** The picture's centre, from the stage's. */
  readonly centre: Point;
}

export const fitted: View = { zoom: 1, quarters: 0, centre: { x: 0, y: 0 } };
const largestZoom = 16;

/** Stage pixels per picture pixel at which all of it is seen; a small picture is not blown up. */
export function fitScale(picture: Size, stage: Size, quarters: number): number {
  const { width, height } = turned(picture, quarters);
  return Math.min(stage.width / width, stage.height / height, 1);
}

/** One picture pixel is one pixel of the screen's. */
export function naturalZoom(picture: Size, stage: Size, quarters: number): number {
  return 1 / fitScale(picture, stage, quarters);
}

/** Larger or smaller; what lies at `at` (from the stage's centre) stays there. */
export function zoomed(view: View, zoom: number, at: Point = { x: 0, y: 0 }): View {
  const next = clamp(zoom, 1, largestZoom);
  const factor = next / view.zoom;
  const centre = { x: at.x - (at.x - view.centre.x) * factor, y: at.y - (at.y - view.centre.y) * factor };
  return { ...view, zoom: next, centre };
}

export function panned(view: View, by: Point): View {
  return { ...view, centre: { x: view.centre.x + by.x, y: view.centre.y + by.y } };
}

/** Whole again after a turn: what was looked at would lie elsewhere. */
export function rotated(view: View, quarters: 1 | -1): View {
  return { ...fitted, quarters: (view.quarters + quarters + 4) % 4 };
}

/** The same view, never pushed off the stage. */
export function kept(view: View, picture: Size, stage: Size): View {
  const scale = fitScale(picture, stage, view.quarters) * view.zoom;
  const { width, height } = turned(picture, view.quarters);
  const x = Math.max(0, (width * scale - stage.width) / 2);
  const y = Math.max(0, (height * scale - stage.height) / 2);
  return { ...view, centre: { x: clamp(view.centre.x, -x, x), y: clamp(view.centre.y, -y, y) } };
}

function turned({ width, height }: Size, quarters: number): Size {
  return quarters % 2 === 0 ? { width, height } : { width: height, height: width };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
