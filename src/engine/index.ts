/** The program without a DOM: state out, commands in. */
export { createEngine } from './create-engine.ts';
export type { EngineConfig, UpdatesMode } from './engine-config.ts';
export type { AddedFile, AddFilesOptions, Engine, FilePreview } from './engine.ts';
export type { KycClient } from '../client/kyc-client.ts';
export type { FetchSession, KycSession } from '../client/session-tokens.ts';
