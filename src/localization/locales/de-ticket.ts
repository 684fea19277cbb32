/** German: what the letter to support says; loaded with it. */
import type { TicketMessages } from '../messages.ts';

export const deTicket: TicketMessages = {
  ticket: {
    title: 'An den Support schreiben',
  },
};
