/** German: what is said once there is something to look back on or to wait for; loaded with those views. */
import type { AfterMessages } from '../messages.ts';

export const deAfter: AfterMessages = {
  renewal_title: {
    due: 'Eine Erneuerung steht an',
    collecting: 'Ihre Erneuerung hat begonnen',
    pending: 'Ihre Erneuerung wird geprüft',
    action_required: 'Bei Ihrer Erneuerung ist etwas nachzubessern',
    unknown: 'Erneuerung',
  },
  renewal_overdue_title: 'Ihre Erneuerung ist überfällig',
  renewal: {
    document_expiring: 'Ein Dokument läuft bald ab.',
    details_changed: 'Ihre Angaben haben sich geändert.',
    periodic: 'Es ist Zeit für eine regelmäßige Erneuerung.',
    unknown: 'Ihre Verifizierung braucht eine Erneuerung.',
  },
  renewal_expired: 'Ein Dokument ist abgelaufen.',
  renewal_by: (p) => `Bitte erneuern Sie bis ${p.date} (${p.left}).`,
  renewal_overdue: (p) => `Fällig war sie am ${p.date} (${p.left}).`,
  renewal_early: 'Ihre Verifizierung bleibt solange abgeschlossen.',
  renewal_step: {
    due: 'Nichts anderes wird erneut verlangt.',
    collecting: 'Senden Sie alles ein, sobald es vollständig ist.',
    pending: 'Im Moment ist nichts zu tun. Sie bleiben verifiziert.',
    action_required: 'Ersetzen Sie das Markierte und senden Sie alles erneut ein.',
    unknown: '',
  },
  renew_category: (p) => `${p.category} erneuern`,

  after: {
    timeline: 'Ihre Verifizierung bisher',
    step: {
      added: 'Dokumente hinzugefügt', sent: 'Zur Prüfung gesendet', review: 'In Prüfung', decided: 'Entscheidung', accepted: 'Angenommen',
      rejected: 'Nicht angenommen', sent_back: 'An Sie zurückgegeben', again: 'Sie senden erneut', expired: 'Abgelaufen', renewal: 'Erneuerung',
    },
    state: { done: 'erledigt', current: 'jetzt', next: 'folgt noch' },
    since: (p) => `seit ${p.date}`,
    waits: 'wartet, bis es an der Reihe ist',

    receipt: 'Beleg',
    receipt_title: 'Beleg: KYC-Dokumente',
    receipt_text: 'Was Sie wann gesendet haben. Bewahren Sie es für Ihre Unterlagen auf.',
    customer: 'Kunde',
    receipt_added: (p) => `Hinzugefügt am ${p.date}`,
    receipt_hash_hint: 'Der SHA-256-Wert ist der Fingerabdruck einer Datei: Dieselbe Datei ergibt immer denselben.',
    print: 'Drucken',
    download: 'Herunterladen',

    withdraw: 'Zurückziehen',
    withdraw_what: 'Einreichung zurückziehen',
    withdraw_question: 'Aus der Prüfung zurückziehen? Ihre Dokumente kommen zu Ihnen zurück; nichts wird gelöscht.',
    withdraw_yes: 'Ja, zurückziehen',
    withdraw_no: 'In der Prüfung lassen',

    details_changed: 'Haben sich Ihre Angaben geändert?',
    details_changed_button: 'Meine Angaben haben sich geändert',
    details_changed_hint: 'Ein neuer Name oder eine neue Adresse kann eine neue Prüfung erfordern.',

    reminder: 'Erinnerung in den Kalender eintragen',
    reminder_title: 'KYC-Verifizierung erneuern',
    reminder_text: (p) => `Ihre KYC-Verifizierung ist am ${p.date} zu erneuern.`,
  },
};
