import { expect } from '@open-wc/testing';
import { fitScale, fitted, kept, naturalZoom, panned, rotated, zoomed } from '../../demo/review/elements/view-geometry.ts';

const picture = { width: 1000, height: 500 };
const stage = { width: 400, height: 400 };

describe('where a picture lies on its stage', () => {
  it('shows all of it, turned or not, and blows nothing up', () => {
    expect(fitScale(picture, stage, 0)).to.equal(0.4);
    expect(fitScale(picture, { width: 400, height: 600 }, 1)).to.equal(0.6);
    expect(fitScale({ width: 10, height: 10 }, stage, 0)).to.equal(1);
  });

  it('zooms to actual size', () => {
    expect(fitScale(picture, stage, 0) * naturalZoom(picture, stage, 0)).to.equal(1);
  });

  it('keeps in place what is zoomed at', () => {
    const at = { x: 50, y: -20 };
    const view = zoomed({ ...fitted, centre: { x: 10, y: 5 } }, 2, at);
    const beforeX = (at.x - 10) / 1;
    expect((at.x - view.centre.x) / 2).to.equal(beforeX);
  });

  it('zooms out no further than all of it', () => {
    expect(zoomed(fitted, 0.5).zoom).to.equal(1);
    expect(zoomed(fitted, 1000).zoom).to.equal(16);
  });

  it('is never pushed off the stage', () => {
    const view = kept(panned(zoomed(fitted, 2), { x: 9999, y: 9999 }), picture, stage);
    expect(view.centre).to.deep.equal({ x: 200, y: 0 });
    expect(kept(panned(fitted, { x: 50, y: 50 }), picture, stage).centre).to.deep.equal({ x: 0, y: 0 });
  });

  it('turns by quarters, whole again', () => {
    expect(rotated(rotated(fitted, -1), -1).quarters).to.equal(2);
    expect(rotated(zoomed({ ...fitted, quarters: 3 }, 4), 1)).to.deep.equal(fitted);
  });
});
