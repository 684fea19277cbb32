/** Every fault of the rig. Its order is part of a seed's meaning: new ones go to the end of their file. */
import { answerFaults } from './catalogue-answers.ts';
import { connectionFaults } from './catalogue-connection.ts';
import { pageFaults } from './catalogue-page.ts';
import { statusFaults } from './catalogue-status.ts';
import type { Fault } from './fault.ts';

export const catalogue: readonly Fault[] = [...connectionFaults, ...statusFaults, ...answerFaults, ...pageFaults];
