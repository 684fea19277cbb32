/** German: what `<kyc-status>` says; loaded with it. */
import type { StatusMessages } from '../messages.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const deStatus: StatusMessages = {
  lang: 'de',
  dir: 'ltr',
  // The words of the page, once more: this file is loaded without the page's.
  status: {
    not_required: 'Nicht erforderlich',
    collecting: 'Dokumente benötigt',
    pending: 'In Prüfung',
    action_required: 'Bitte nachbessern',
    completed: 'Abgeschlossen',
    rejected: 'Nicht angenommen',
    expired: 'Abgelaufen',
    unknown: 'Status nicht bekannt',
  },
  kyc_status: {
    label: 'Verifizierung',
    loading: 'Der Status der Verifizierung wird geladen',
    unavailable: 'Nicht verfügbar',
    locked: 'Gesperrt',
    restricted: 'Eingeschränkt',
    renewal: 'Erneuerung fällig',
    new_comments: (p) => plural(p.count, { one: '# neuer Kommentar', other: '# neue Kommentare' }),

    separator: ', ',
    word: {
      not_required: 'nichts erforderlich',
      collecting: 'Dokumente benötigt',
      pending: 'in Prüfung',
      action_required: 'bitte nachbessern',
      completed: 'abgeschlossen',
      rejected: 'nicht angenommen',
      expired: 'abgelaufen',
      unknown: 'Status nicht bekannt',
      locked: 'Konto gesperrt',
      restricted: 'Konto eingeschränkt',
      unavailable: 'zurzeit nicht verfügbar',
    },
    to_add: (p) => `${p.count} von ${p.total} noch hinzuzufügen`,
    ready: 'alles hinzugefügt, noch nicht gesendet',
    usually: (p) => `üblich: ${p.range}`,
    expected: (p) => `voraussichtlich bis ${p.date}`,
    to_fix: (p) => plural(p.count, { one: '# Dokument zu ersetzen', other: '# Dokumente zu ersetzen' }),
    requested: (p) => plural(p.count, { one: '# Dokument angefordert', other: '# Dokumente angefordert' }),
    ask_support: 'bitte wenden Sie sich an den Support',
    renew: 'bitte erneuern',
    renewal_due: (p) => `Erneuerung fällig ${p.when}`,
    renewal_overdue: 'Erneuerung überfällig',
    renewal_pending: 'Erneuerung in Prüfung',

    say: {
      collecting: 'Fügen Sie Ihre Dokumente hinzu, um Ihr Konto freizuschalten.',
      ready: 'Ihre Dokumente sind hinzugefügt. Senden Sie sie ein, damit die Prüfung beginnt.',
      action_required: 'Das Prüfteam bittet um eine Änderung.',
      rejected: 'Ihre Verifizierung wurde nicht angenommen. Der Support sagt Ihnen, was möglich ist.',
      expired: 'Ihre Verifizierung ist abgelaufen. Fügen Sie aktuelle Dokumente hinzu.',
      locked: 'Ihr Konto kann nicht genutzt werden. Bitte wenden Sie sich an den Support.',
      restricted: 'Ihr Konto kann mit Einschränkungen genutzt werden.',
      renewal: (p) => `Ihre Verifizierung ist ${p.when} zu erneuern.`,
      renewal_overdue: 'Die Erneuerung Ihrer Verifizierung ist überfällig. Bitte holen Sie sie nach.',
      renewal_fix: 'Bei Ihrer Erneuerung ist etwas nachzubessern.',
      comments: 'Das Prüfteam hat Ihnen geschrieben.',
    },
    say_fix: (p) => plural(p.count, {
      one: 'Ein Dokument muss ersetzt werden. Senden Sie danach erneut ein.',
      other: '# Dokumente müssen ersetzt werden. Senden Sie danach erneut ein.',
    }),
    say_requested: (p) => plural(p.count, {
      one: 'Das Prüfteam bittet um ein weiteres Dokument.', other: 'Das Prüfteam bittet um # weitere Dokumente.',
    }),
    lifted_by: 'Aufgehoben durch:',

    open: 'Verifizierung öffnen',
    act: {
      collecting: 'Dokumente hinzufügen',
      ready: 'Prüfen und einsenden',
      action_required: 'Jetzt nachbessern',
      requested: 'Dokumente hinzufügen',
      rejected: 'Was jetzt zu tun ist',
      expired: 'Jetzt erneuern',
      locked: 'Was jetzt zu tun ist',
      restricted: 'Einzelheiten ansehen',
      renewal: 'Jetzt erneuern',
      comments: 'Lesen',
    },

    gate: {
      loading: 'Ihre Verifizierung wird abgefragt',
      unavailable: 'Ihre Verifizierung lässt sich gerade nicht abfragen. Wir versuchen es weiter.',
      not_required: 'Hier geht es weiter, sobald Ihr Konto aktiv ist.',
      collecting: 'Hier geht es weiter, sobald Sie verifiziert sind.',
      pending: 'Hier geht es weiter, sobald die Prüfung abgeschlossen ist.',
      action_required: 'Hier geht es weiter, sobald das nachgebessert ist.',
      completed: 'Sie sind verifiziert. Hier geht es weiter, sobald Ihr Konto aktiv ist.',
      rejected: 'Ihre Verifizierung wurde nicht angenommen. Der Support sagt Ihnen, was möglich ist.',
      expired: 'Hier geht es weiter, sobald Ihre Verifizierung erneuert ist.',
      unknown: 'Hier geht es weiter, sobald Sie verifiziert sind.',
      locked: 'Ihr Konto kann nicht genutzt werden. Bitte wenden Sie sich an den Support.',
      restricted: 'Ihr Konto ist zurzeit eingeschränkt.',
    },
  },
};
