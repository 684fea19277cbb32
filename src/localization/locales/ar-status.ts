/** Arabic: what `<kyc-status>` says; loaded with it. */
import type { StatusMessages } from '../messages.ts';

export const arStatus: StatusMessages = {
  kyc_status: {
    label: 'التحقق',
  },
};
