/** Arabic: what the letter to support says; loaded with it. */
import type { TicketMessages } from '../messages.ts';

export const arTicket: TicketMessages = {
  ticket: {
    title: 'اكتب إلى الدعم',
  },
};
