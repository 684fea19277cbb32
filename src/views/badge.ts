/** A status as icon and word, and which tone and icon each status has. */
import { html, type TemplateResult } from 'lit';
import type { CategoryProgress } from '../model/blockers.ts';
import type { CustomerStatus, DocumentStatus, FileStatus, VerificationStatus } from '../model/verification.ts';
import { icon, type IconName } from './icons.ts';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

export interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

const neutral: Look = { tone: 'neutral', icon: 'todo' };
const info: Look = { tone: 'info', icon: 'clock' };
const pending: Look = { tone: 'warning', icon: 'clock' };
const good: Look = { tone: 'success', icon: 'check' };
const bad: Look = { tone: 'danger', icon: 'warning' };
const unknown: Look = { tone: 'neutral', icon: 'info' };

export const verificationLooks: Readonly<Record<VerificationStatus, Look>> = {
  not_required: { tone: 'neutral', icon: 'check' },
  collecting: neutral,
  pending,
  action_required: bad,
  completed: good,
  rejected: { tone: 'danger', icon: 'stop' },
  expired: bad,
  unknown,
};

export const customerLooks: Readonly<Record<CustomerStatus, Look>> = {
  approval_pending: { tone: 'neutral', icon: 'clock' },
  active: good,
  locked: { tone: 'danger', icon: 'lock' },
  restricted: { tone: 'warning', icon: 'warning' },
  unknown,
};

export const progressLooks: Readonly<Record<CategoryProgress, Look>> = {
  to_do: neutral,
  optional: neutral,
  partly_added: info,
  adding: info,
  added: good,
  pending,
  accepted: good,
  needs_fix: bad,
  requested: { tone: 'warning', icon: 'info' },
};

export const documentLooks: Readonly<Record<DocumentStatus | FileStatus, Look>> = {
  uploading: info,
  checking: info,
  uploaded: good,
  pending,
  accepted: good,
  rejected: bad,
  expired: bad,
  replaced: neutral,
  unknown,
};

/** `part` names it for hosts; `label` says to readers what the word is about. */
export function badge(look: Look, text: string, { part, label }: { part: string; label?: string }): TemplateResult {
  return html`<span class="badge tone-${look.tone}" part=${part}>${icon(look.icon)}<span
    >${label ? html`<span class="visually-hidden">${label}: </span>` : ''}${text}</span></span>`;
}
