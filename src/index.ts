/** Registers the elements; importing twice, or beside another copy, does no harm. */
import { KycVerification } from './elements/kyc-verification.ts';

export * from './elements/index.ts';

const tag = 'kyc-verification';
const known = customElements.get(tag);
if (!known) customElements.define(tag, KycVerification);
else if (known !== KycVerification) console.warn(`<${tag}> is already registered by another copy on this page; this copy steps back.`);
