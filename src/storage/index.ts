/** Where unfinished uploads are remembered; loaded with the first upload. */
import { MemoryResumeStore } from './memory-resume-store.ts';
import type { ResumeStore } from './resume-store.ts';

export type { ResumeRecord, ResumeStore } from './resume-store.ts';

export const resumeStore: ResumeStore = new MemoryResumeStore();
