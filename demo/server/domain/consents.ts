/** What the customer agrees to before sending: asked by the configuration, given with a submission, kept with its time. */
import type { Consent } from '../../../src/model/verification.ts';
import { Problem, versionConflict } from '../problem.ts';
import { note, type CaseDraft } from './case.ts';

/** A consent to one wording. */
export interface GivenConsent {
  readonly id: string;
  readonly version: string;
}

/** The consents asked for now; one with another wording was not given yet. */
export function consentsOf({ state }: Pick<CaseDraft, 'state'>): Consent[] {
  return state.consents.map((consent) => ({ ...consent, givenAt: state.givenConsents.find(isSame(consent))?.at ?? null }));
}

/** @throws Problem 409 `version_conflict` for a wording that is not asked for now, 422 `consent_missing` */
export function requireConsents(draft: CaseDraft, given: readonly GivenConsent[]): void {
  const asked = consentsOf(draft);
  if (given.some((consent) => !asked.some(isSame(consent)))) throw versionConflict();
  const isMissing = asked.some((consent) => consent.required && consent.givenAt === null && !given.some(isSame(consent)));
  if (isMissing) throw new Problem(422, 'consent_missing');
}

/** One given before keeps its first time. */
export function keepConsents(draft: CaseDraft, given: readonly GivenConsent[]): void {
  const { state, now } = draft;
  for (const { id, version } of given) {
    if (state.givenConsents.some(isSame({ id, version }))) continue;
    state.givenConsents.push({ id, version, at: now.toISOString() });
    note(draft, { actor: 'customer', action: 'consent_given', detail: { consentId: id, version } });
  }
}

function isSame({ id, version }: GivenConsent): (other: GivenConsent) => boolean {
  return (other) => other.id === id && other.version === version;
}
