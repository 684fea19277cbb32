/** Registers the elements; importing twice, or beside another copy, does no harm. */
import { define } from './elements/define.ts';
import { KycVerification } from './elements/kyc-verification.ts';

export { KycVerification } from './elements/kyc-verification.ts';
export { KycError } from './model/errors.ts';
export type * from './elements/index.ts';

define('kyc-verification', KycVerification);
// By itself: a page that shows the whole verification first does not wait for it.
void import('./elements/kyc-status.ts').then(({ KycStatus }) => define('kyc-status', KycStatus));
