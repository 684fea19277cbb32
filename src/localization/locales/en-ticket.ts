/** English: what the letter to support says; loaded with it. */
export const enTicket = {
  ticket: {
    title: 'Write to support',
  },
};
