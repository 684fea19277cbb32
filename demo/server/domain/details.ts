/** The customer's own details, as the portal keeps them: what changes there may have to be proved again. */
import { note, touch, type CaseDraft } from './case.ts';
import { startRenewal } from './conversation.ts';
import { applyConfiguration } from './sync.ts';

export interface Details {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

const dayMs = 24 * 60 * 60 * 1000;
/** How long a verified customer has to show documents with the new name. */
const renewalDays = 30;

/** Another name of somebody verified starts a renewal, unless one is running. Another address for mail proves nothing. */
export function changeDetails(draft: CaseDraft, { name = draft.customer.name, email = draft.customer.email }: Details): void {
  const { customer, state, now } = draft;
  const [isRenamed, isReaddressed] = [name !== customer.name, email !== customer.email];
  if (!isRenamed && !isReaddressed) return;
  Object.assign(customer, { name, email });
  touch(draft);
  note(draft, { actor: 'customer', action: 'details_changed', detail: { name: isRenamed, email: isReaddressed } });
  if (!isRenamed) return;
  const dueAt = new Date(now.getTime() + renewalDays * dayMs).toISOString();
  if (state.status === 'completed' && !state.renewal) startRenewal(draft, { dueAt, reason: 'details_changed' }, 'customer');
  // An organisation's categories bear its name.
  if (state.status !== 'rejected') applyConfiguration(draft);
}
