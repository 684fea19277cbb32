/** German: what `<kyc-status>` says; loaded with it. */
import type { StatusMessages } from '../messages.ts';

export const deStatus: StatusMessages = {
  kyc_status: {
    label: 'Verifizierung',
  },
};
