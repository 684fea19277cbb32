/** The public classes, without registering them. */
export { KycVerification } from './kyc-verification.ts';
export { KycStatus, type StatusVariant } from './kyc-status.ts';
export { KycError } from '../model/errors.ts';
export type { KycEventDetails, KycEventName } from '../model/events.ts';
export type * from '../model/verification.ts';
export type { AddedFile, AddFilesOptions, FetchSession, KycClient, KycSession, UpdatesMode } from '../engine/index.ts';
export type { MessageOverrides } from '../localization/messages.ts';
export type { KycEventMap } from './events.ts';
