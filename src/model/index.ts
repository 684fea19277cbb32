/** What is true: the verification, one upload's journey, the state and what follows from it. */
export * from './verification.ts';
export * from './errors.ts';
export * from './upload.ts';
export * from './state.ts';
export * from './share-structure.ts';
export * from './deep-freeze.ts';
export * from './selectors.ts';
export { fileAt } from './pages.ts';
export * from './blockers.ts';
export * from './permissions.ts';
export * from './events.ts';
export * from './limits.ts';
export * from './placement.ts';
export * from './clock.ts';
