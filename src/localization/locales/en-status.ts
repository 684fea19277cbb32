/** English: what `<kyc-status>` says; loaded with it. */
export const enStatus = {
  kyc_status: {
    label: 'Verification',
  },
};
