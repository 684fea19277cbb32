/**
 * English, the source catalogue: everything the status page shows. Texts needed only for adding are in `en-page.ts`.
 * Functions get strings that are already formatted; numbers that choose a form come as a `Count`.
 */
import { pluralIn, type Count } from '../plural.ts';

const plural = pluralIn('en');

export const enCore = {
  lang: 'en',
  dir: 'ltr' as 'ltr' | 'rtl',

  loading: 'Loading your verification',
  retry: 'Try again',
  title: {
    not_required: 'No documents needed',
    collecting: 'KYC verification',
    pending: 'Your documents are being checked',
    action_required: 'Something needs a fix',
    completed: 'Your verification is complete',
    rejected: 'Your verification was not accepted',
    expired: 'Your verification has expired',
    unknown: 'KYC verification',
  },
  title_fix: (p: { count: Count }) => plural(p.count, { one: 'One document needs a fix', other: '# documents need a fix' }),
  title_requested: (p: { count: Count }) =>
    plural(p.count, { one: 'One more document is needed', other: '# more documents are needed' }),
  title_locked: 'Your account is locked',
  lead: {
    not_required: 'You don’t have to prove anything right now. We’ll tell you if that changes.',
    collecting: 'Add the documents below to activate your account. It takes about 5 minutes.',
    pending: 'There is nothing to do for now. This page updates by itself.',
    action_required: 'Replace what is marked below and submit again.',
    completed: 'Your documents are accepted.',
    rejected: 'This decision is final. Support can tell you what is possible now.',
    expired: 'Add current documents below and submit them again.',
    unknown: 'This status is new to this page. Please look again later or ask support.',
  },
  lead_accepted: (p: { count: Count }) => plural(p.count, {
    one: 'One other document is accepted; you won’t be asked for it again.',
    other: 'The other # documents are accepted; you won’t be asked for them again.',
  }),
  lead_requested: 'Add what the review team asks for and submit again.',
  lead_locked: 'Nothing can be added right now.',

  status: {
    not_required: 'Not required',
    collecting: 'Documents needed',
    pending: 'Pending',
    action_required: 'Action required',
    completed: 'Completed',
    rejected: 'Not accepted',
    expired: 'Expired',
    unknown: 'Status not known',
  },
  status_label: 'Verification status',
  customer_status: {
    approval_pending: 'Approval Pending',
    active: 'Active',
    locked: 'Locked',
    restricted: 'Restricted',
    unknown: 'Not known',
  },
  customer_status_label: 'Account status',
  customer_status_text: {
    approval_pending: 'You can use the services once you are verified.',
    active: 'You are verified and may use the services.',
    locked: 'The account can’t be used for now.',
    restricted: 'You may use the services, with the restrictions below.',
    unknown: '',
  },
  readonly: 'You can look at everything here. Changes are switched off.',

  stages: 'Verification steps',
  stage_upload: 'Document Upload',
  stage_review: 'Verification In-Process',
  stage_completed: 'Completed',
  stage_short: (p: { number: string; total: string; name: string }) => `Step ${p.number} of ${p.total}: ${p.name}`,
  stage_done: 'done',
  stage_current: 'current step',
  stage_added: (p: { added: string; total: string }) => `${p.added} of ${p.total} categories added`,
  stage_to_fix: (p: { count: Count }) => plural(p.count, { one: '# to fix', other: '# to fix' }),
  stage_to_add: (p: { count: Count }) => plural(p.count, { one: '# to add', other: '# to add' }),
  stage_sent: (p: { date: string }) => `Sent ${p.date}`,
  stage_usually: (p: { range: string }) => `Usually ${p.range}`,
  stage_since: (p: { date: string }) => `Since ${p.date}`,
  stage_after_resubmit: 'Continues after you submit again',
  stage_closed: (p: { date: string }) => `Closed ${p.date}`,
  stage_notify: 'We’ll e-mail you',

  expected_at: (p: { date: string }) => `Expected by ${p.date}`,
  last_checked: (p: { time: string }) => `Last checked ${p.time}`,
  offline: 'You are offline. What you added is safe; the page goes on by itself.',
  stale: 'The latest state can’t be loaded right now. You see an earlier one.',
  stale_expired: 'Your session has ended. Please sign in again; you see an earlier state.',
  failure: {
    config_error: { title: 'This page is not set up yet', text: 'The address of the verification service is missing. Please tell the site’s support.' },
    session_error: { title: 'Please sign in again', text: 'Your session has ended. Nothing you sent is lost.' },
    connection_error: { title: 'No connection', text: 'The verification service can’t be reached. Check your connection and try again.' },
    rate_limited: { title: 'One moment, please', text: 'There are many requests right now. Try again in a minute.' },
    server_error: { title: 'This didn’t load', text: 'The verification service has a problem. Try again in a few minutes.' },
    contract_error: { title: 'This didn’t load', text: 'The service gave an unexpected answer. Try again in a few minutes.' },
    render_error: { title: 'This can’t be shown', text: 'Something went wrong on this page. Reload it to go on.' },
  },
  failure_code: (p: { code: string }) => `Code: ${p.code}`,
};
