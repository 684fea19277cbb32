/** Arabic: what is said once there is something to look back on or to wait for; loaded with those views. */
import type { AfterMessages } from '../messages.ts';

export const arAfter: AfterMessages = {
  after: {
    timeline: 'مسار التحقق حتى الآن',
  },
};
