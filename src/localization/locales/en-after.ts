/** English: what is said once there is something to look back on or to wait for; loaded with those views. */
export const enAfter = {
  renewal_title: {
    due: 'Renewal is coming up',
    collecting: 'Your renewal has begun',
    pending: 'Your renewal is being checked',
    action_required: 'Your renewal needs a fix',
    unknown: 'Renewal',
  },
  renewal_overdue_title: 'Your renewal is overdue',
  renewal: {
    document_expiring: 'A document expires soon.',
    details_changed: 'Your details have changed.',
    periodic: 'It is time for a regular renewal.',
    unknown: 'Your verification needs a renewal.',
  },
  renewal_expired: 'A document has expired.',
  renewal_by: (p: { date: string; left: string }) => `Please renew by ${p.date} (${p.left}).`,
  renewal_overdue: (p: { date: string; left: string }) => `It was due on ${p.date} (${p.left}).`,
  renewal_early: 'Your verification stays completed meanwhile.',
  renewal_step: {
    due: 'Nothing else is asked for again.',
    collecting: 'Submit once everything is added.',
    pending: 'There is nothing to do for now. You stay verified.',
    action_required: 'Replace what is marked below and submit again.',
    unknown: '',
  },
  renew_category: (p: { category: string }) => `Renew ${p.category}`,

  after: {
    timeline: 'Your verification so far',
    step: {
      added: 'Documents added', sent: 'Sent for review', review: 'In review', decided: 'Decision', accepted: 'Accepted',
      rejected: 'Not accepted', sent_back: 'Sent back to you', again: 'You send it again', expired: 'Expired', renewal: 'Renewal',
    },
    state: { done: 'done', current: 'now', next: 'to come' },
    since: (p: { date: string }) => `since ${p.date}`,
    waits: 'waits for its turn',

    receipt: 'Receipt',
    receipt_title: 'Receipt: KYC documents',
    receipt_text: 'What you sent, and when. Keep it for your records.',
    customer: 'Customer',
    receipt_added: (p: { date: string }) => `Added on ${p.date}`,
    receipt_hash_hint: 'The SHA-256 of a file is its fingerprint: the same file always gives the same.',
    print: 'Print',
    download: 'Download',

    withdraw: 'Withdraw',
    withdraw_what: 'Withdraw the submission',
    withdraw_question: 'Withdraw from review? Your documents come back to you; nothing is deleted.',
    withdraw_yes: 'Yes, withdraw',
    withdraw_no: 'Leave it in review',

    details_changed: 'Have your details changed?',
    details_changed_button: 'My details have changed',
    details_changed_hint: 'A new name or address may need a new check.',

    reminder: 'Add a reminder to your calendar',
    reminder_title: 'Renew your KYC verification',
    reminder_text: (p: { date: string }) => `Your KYC verification is due for renewal on ${p.date}.`,
  },
};
