/** German: what is said about decisions, comments, requests and whom something is about. */
import type { DecisionMessages } from '../messages.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const deDecisions: DecisionMessages = {
  reason_final: 'Diese Entscheidung ist endgültig. Der Support sagt Ihnen, was jetzt möglich ist.',
  example_wrong: 'Nicht so',
  example_right: 'Sondern so',

  history: {
    earlier: (p) => plural(p.count, { one: 'Frühere Fassung (#)', other: 'Frühere Fassungen (#)' }),
    sent_back: 'Zurückgegeben',
    replaced: 'Ersetzt',
  },

  comment_new: 'Neu',
  comments_unread: (p) => plural(p.count, { one: '# neuer', other: '# neue' }),
  comments_arrived: (p) => plural(p.count, {
    one: 'Es gibt einen neuen Kommentar des Prüfteams.', other: 'Es gibt # neue Kommentare des Prüfteams.',
  }),

  requested_on: (p) => `${p.author} am ${p.date}`,
  request_answered: 'Beantwortet:',
  request_arrived: (p) => `Das Prüfteam bittet Sie um etwas: ${p.name}.`,
  category_arrived: (p) => `Neu angefordert: ${p.name}.`,

  subject_progress: (p) => `${p.done} von ${p.total} hinzugefügt`,
};
