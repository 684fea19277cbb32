/** The `KycClient` port and its adapter over HTTP: for hosts that wrap or replace it. */
export * from './kyc-client.ts';
export { HttpKycClient, type HttpKycClientOptions } from './http-kyc-client.ts';
export type { FetchSession, KycSession } from './session-tokens.ts';
export { KycError } from '../model/errors.ts';
export { parseVerification } from '../contract/parse.ts';
export type * from '../model/verification.ts';
