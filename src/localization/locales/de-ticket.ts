/** German: what the letter to support says; loaded with it. */
import type { TicketMessages } from '../messages.ts';

export const deTicket: TicketMessages = {
  ticket: {
    title: 'An den Support schreiben',
    subject: 'Betreff',
    message: 'Ihre Nachricht',
    about: 'Worum es geht',
    about_all: 'Die gesamte Verifizierung',
    facts: 'Was wir dem Support über diese Seite mitteilen',
    facts_hint: 'Keine Bilder und keine Dateinamen. Sie können alles ändern.',
    facts_include: 'Mitsenden',
    send: 'Senden',
    sending: 'Wird gesendet …',
    length: (p) => `${p.actual} von ${p.limit} Zeichen`,
    missing: 'Bitte füllen Sie dieses Feld aus.',
    too_long: (p) => `Das sind ${p.actual} Zeichen. Möglich sind ${p.limit}.`,
    not_sent: 'Ihre Nachricht wurde nicht gesendet.',
    kept: 'Ihr Text ist noch da.',
    email_instead: 'Per E-Mail senden',
    sent: 'Ihre Nachricht wurde gesendet.',
    sent_reference: 'Referenz',
    sent_open: 'Ticket öffnen',
  },
};
