/** Where unfinished uploads are remembered; loaded with the first upload, or to look for what a reload left. */
import { systemClock } from '../model/clock.ts';
import { IndexedDbResumeStore } from './indexed-db-resume-store.ts';
import type { ResumeStore } from './resume-store.ts';

export type { ResumeRecord, ResumeStore } from './resume-store.ts';

/** One per page: two would wait twice for a database that does not answer. */
export const resumeStore: ResumeStore = new IndexedDbResumeStore(systemClock);
