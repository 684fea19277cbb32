/** English: what `<kyc-status>` says; loaded with it. */
import { pluralIn, type Count } from '../plural.ts';
import { enCore } from './en-core.ts';

const plural = pluralIn('en');

export const enStatus = {
  lang: 'en',
  dir: 'ltr' as 'ltr' | 'rtl',
  status: enCore.status,
  kyc_status: {
    label: 'Verification',
    loading: 'Verification status is loading',
    unavailable: 'Not available',
    locked: 'Locked',
    restricted: 'Restricted',
    renewal: 'Renewal due',
    new_comments: (p: { count: Count }) => plural(p.count, { one: '# new comment', other: '# new comments' }),

    // The line: label, word, details, with this between them.
    separator: ', ',
    word: {
      not_required: 'nothing needed',
      collecting: 'documents needed',
      pending: 'pending',
      action_required: 'action required',
      completed: 'completed',
      rejected: 'not accepted',
      expired: 'expired',
      unknown: 'status not known',
      locked: 'account locked',
      restricted: 'account restricted',
      unavailable: 'not available right now',
    },
    to_add: (p: { count: string; total: string }) => `${p.count} of ${p.total} still to add`,
    ready: 'everything is added, not sent yet',
    usually: (p: { range: string }) => `usually ${p.range}`,
    expected: (p: { date: string }) => `expected by ${p.date}`,
    to_fix: (p: { count: Count }) => plural(p.count, { one: '# document to fix', other: '# documents to fix' }),
    requested: (p: { count: Count }) => plural(p.count, { one: '# document requested', other: '# documents requested' }),
    ask_support: 'please contact support',
    renew: 'please renew',
    renewal_due: (p: { when: string }) => `renewal due ${p.when}`,
    renewal_overdue: 'renewal overdue',
    renewal_pending: 'renewal in review',

    // The banner: what to do, in one sentence.
    say: {
      collecting: 'Add your documents to activate your account.',
      ready: 'Your documents are added. Submit them to start the review.',
      action_required: 'The review team asks for a change.',
      rejected: 'Your verification was not accepted. Support can tell you what is possible.',
      expired: 'Your verification has expired. Add current documents to go on.',
      locked: 'Your account can’t be used. Please contact support.',
      restricted: 'Your account can be used with restrictions.',
      renewal: (p: { when: string }) => `Your verification is due for renewal ${p.when}.`,
      renewal_overdue: 'Your verification should have been renewed. Please do it now.',
      renewal_fix: 'Something in your renewal needs a fix.',
      comments: 'The review team has written to you.',
    },
    say_fix: (p: { count: Count }) => plural(p.count, {
      one: 'One document needs a fix. Replace it and submit again.', other: '# documents need a fix. Replace them and submit again.',
    }),
    say_requested: (p: { count: Count }) =>
      plural(p.count, { one: 'The review team asks for one more document.', other: 'The review team asks for # more documents.' }),
    lifted_by: 'What lifts it:',

    // What the link does.
    open: 'Open verification',
    act: {
      collecting: 'Add documents',
      ready: 'Check and submit',
      action_required: 'Fix it now',
      requested: 'Add documents',
      rejected: 'See what to do',
      expired: 'Renew now',
      locked: 'See what to do',
      restricted: 'See details',
      renewal: 'Renew now',
      comments: 'Read it',
    },

    // In place of what the gate guards.
    gate: {
      loading: 'Checking your verification',
      unavailable: 'Your verification can’t be checked right now. We keep trying.',
      not_required: 'You can go on here once your account is active.',
      collecting: 'You can go on here once you are verified.',
      pending: 'You can go on here once the review is done.',
      action_required: 'You can go on here once this is fixed.',
      completed: 'You are verified. You can go on once your account is active.',
      rejected: 'Your verification was not accepted. Support can tell you what is possible.',
      expired: 'You can go on here once your verification is renewed.',
      unknown: 'You can go on here once you are verified.',
      locked: 'Your account can’t be used. Please contact support.',
      restricted: 'Your account is restricted for now.',
    },
  },
};
