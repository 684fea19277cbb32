/** The program without a DOM: state out, commands in. */
export { createEngine, type EngineConfig, type UpdatesMode } from './create-engine.ts';
export type { AddedFile, AddFilesOptions, Engine, FilePreview } from './engine.ts';
export type { KycClient } from '../client/kyc-client.ts';
export type { FetchSession, KycSession } from '../client/session-tokens.ts';
