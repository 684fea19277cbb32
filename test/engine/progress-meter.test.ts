import { expect } from '@open-wc/testing';
import { ProgressMeter } from '../../src/engine/progress-meter.ts';

describe('ProgressMeter', () => {
  it('knows nothing before a byte has moved', () => {
    expect(new ProgressMeter(1000).update(0, 500)).to.equal(null);
  });

  it('estimates the time left from the rate', () => {
    const meter = new ProgressMeter(1000);
    meter.update(0, 0);
    expect(meter.update(250, 1000)).to.equal(3000);
  });

  it('does not take for speed what was there before', () => {
    const meter = new ProgressMeter(1000);
    meter.update(800, 0);
    expect(meter.update(850, 1000)).to.equal(3000);
  });

  it('smooths a sudden change of rate', () => {
    const meter = new ProgressMeter(10_000);
    meter.update(0, 0);
    meter.update(1000, 1000);
    expect(meter.update(1100, 2000)).to.be.within(8900, 89_000);
  });
});
