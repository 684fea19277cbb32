/** Inspection of chosen files; loaded with the first one. */
import { hashBlob } from './hash.ts';
import { inspectFile } from './inspect-file.ts';
import type { Intake } from './intake.ts';

export const intake: Intake = { inspect: inspectFile, hash: hashBlob };
