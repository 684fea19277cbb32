/** English: what the letter to support says; loaded with it. */
export const enTicket = {
  ticket: {
    title: 'Write to support',
    subject: 'Subject',
    message: 'Your message',
    about: 'What it is about',
    about_all: 'The whole verification',
    facts: 'What we tell support about this page',
    facts_hint: 'No pictures and no file names. Change what you like.',
    facts_include: 'Send this along',
    send: 'Send',
    sending: 'Sending …',
    /** Beside the message, near its limit. */
    length: (p: { actual: string; limit: string }) => `${p.actual} of ${p.limit} characters`,
    missing: 'Please fill this in.',
    too_long: (p: { actual: string; limit: string }) => `This has ${p.actual} characters. The limit is ${p.limit}.`,
    not_sent: 'Your message was not sent.',
    kept: 'What you wrote is still here.',
    email_instead: 'Send it by e-mail',
    sent: 'Your message has been sent.',
    sent_reference: 'Reference',
    sent_open: 'Open the ticket',
  },
};
