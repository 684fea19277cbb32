/** An intake that finds nothing wrong with what looks right at first sight: for tests of what comes after it. */
import { createIntake } from '../../src/intake/index.ts';
import type { Intake, Verdict } from '../../src/intake/intake.ts';

/** `verdicts` names files that are judged otherwise. */
export function plainIntake(verdicts: Readonly<Record<string, Partial<Verdict>>> = {}): Intake {
  return {
    ...createIntake({}),
    async inspect(file) {
      const { mediaType, bytes } = { mediaType: file.type, bytes: file };
      return { kind: 'accept', mediaType, bytes, ...verdicts[file.name] } as Verdict;
    },
  };
}
