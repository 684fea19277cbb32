/** English: what is said once there is something to look back on or to wait for; loaded with those views. */
export const enAfter = {
  after: {
    timeline: 'Your verification so far',
  },
};
