/** For tests and stories, the widget's own and a host's: a backend in memory and every state by name. */
export * from './memory-client.ts';
export type { MemoryProvider, NewComment, Rejection } from './memory-provider.ts';
export { gate, never, type ClientMethod, type Delay, type Gate } from './faults.ts';
export * from './scenarios.ts';
export type { Scenario, ScenarioElement, ScenarioRun } from './scenario.ts';
export * from './specimens.ts';
export { KycError } from '../model/errors.ts';
