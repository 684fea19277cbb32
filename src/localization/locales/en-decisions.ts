/** English: what is said about decisions, comments, requests and whom something is about. Part of the page's texts. */
import { pluralIn, type Count } from '../plural.ts';

const plural = pluralIn('en');

export const enDecisions = {
  reason_final: 'This decision is final. Support can tell you what is possible now.',
  example_wrong: 'Not like this',
  example_right: 'Like this',

  history: {
    earlier: (p: { count: Count }) => plural(p.count, { one: 'Earlier version (#)', other: 'Earlier versions (#)' }),
    sent_back: 'Sent back',
    replaced: 'Replaced',
  },

  comment_new: 'New',
  comments_unread: (p: { count: Count }) => plural(p.count, { one: '# new', other: '# new' }),
  comments_arrived: (p: { count: Count }) => plural(p.count, {
    one: 'There is a new comment from the review team.', other: 'There are # new comments from the review team.',
  }),

  requested_on: (p: { author: string; date: string }) => `${p.author} · ${p.date}`,
  request_answered: 'Answered:',
  request_arrived: (p: { name: string }) => `The review team asks for something: ${p.name}.`,
  category_arrived: (p: { name: string }) => `Newly asked for: ${p.name}.`,

  subject_progress: (p: { done: string; total: string }) => `${p.done} of ${p.total} added`,
};
