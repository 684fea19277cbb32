import { describe, expect, it } from 'vitest';
import { loadBases } from '../support/fuzz/bases.ts';
import { emptyTally, run } from '../support/fuzz/subject.ts';

describe('mutated files', () => {
  it('are refused or taken clean, at once and without a crash (more: npm run fuzz)', async () => {
    const bases = await loadBases();
    const tally = emptyTally();
    for (let index = 0; index < 2000; index++) await run(bases, { seed: 20_261_122, index }, tally);
    expect(tally.findings).toEqual([]);
    expect(tally.accepted).toBeGreaterThan(200);
    expect(tally.refused).toBeGreaterThan(200);
  });
});
