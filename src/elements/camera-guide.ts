/** What to aim with: a document's frame or a face's oval, as an SVG that lies on the video exactly. */
import { html, type TemplateResult } from 'lit';
import type { CategoryKind, Side } from '../model/verification.ts';

/** Width to height, and how much of the picture it may fill. */
interface Shape {
  readonly aspect: number;
  readonly share: number;
  /** 1 = an oval. */
  readonly roundness: number;
}

const card: Shape = { aspect: 85.6 / 53.98, share: 0.88, roundness: 0.08 }; // ISO/IEC 7810 ID-1
const passport: Shape = { aspect: 125 / 88, share: 0.88, roundness: 0.05 }; // ISO/IEC 7810 ID-3
const sheet: Shape = { aspect: 210 / 297, share: 0.94, roundness: 0.01 }; // ISO 216 A4
const face: Shape = { aspect: 3 / 4, share: 0.8, roundness: 1 };

export function shapeOf(kind: CategoryKind, side: Side | undefined): Shape {
  if (kind === 'biometric') return face;
  if (kind !== 'identity' || side === 'page') return sheet;
  return side === 'front' || side === 'back' ? card : passport;
}

/** Scales as `object-fit: contain` does, so the view box is the video's own size. */
export function guide(shape: Shape, width: number, height: number): TemplateResult {
  const line = outline(shape, width, height);
  return html`<svg class="camera-guide" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">
    <path class="camera-around" fill-rule="evenodd" d="M0 0H${width}V${height}H0Z${line}"></path><path class="camera-line" d=${line}></path>
  </svg>`;
}

function outline({ aspect, share, roundness }: Shape, width: number, height: number): string {
  const w = Math.min(width, height * aspect) * share;
  const h = w / aspect;
  const rx = (roundness * w) / 2;
  const ry = roundness === 1 ? h / 2 : rx;
  const corner = (x: number, y: number) => `a${rx} ${ry} 0 0 1 ${x} ${y}`;
  return `M${(width - w) / 2 + rx} ${(height - h) / 2}h${w - 2 * rx}${corner(rx, ry)}v${h - 2 * ry}${corner(-rx, ry)}h${2 * rx - w}${corner(-rx, -ry)}v${2 * ry - h}${corner(rx, -ry)}Z`;
}
