/** The wire as code: one source for the widget, the backend and `openapi.json`. */
export * from './primitives.ts';
export * from './verification.ts';
export * from './calls.ts';
export * from './session.ts';
export * from './parse.ts';
export * from './problem.ts';
