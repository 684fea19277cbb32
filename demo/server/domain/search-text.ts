/** What a case is found by, and how letters are compared: capital or small, wide or narrow, in any script. */
import type { CaseDraft } from './case.ts';

/** Capitals, because they depend on no neighbour: a Greek final sigma and a German sharp s meet theirs. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toUpperCase();
}

/** One line each, so that nothing is found across two of them. */
export function searchTextOf({ id, customer, state }: Pick<CaseDraft, 'id' | 'customer' | 'state'>): string {
  const references = new Set([...state.rounds.map(({ submissionId }) => submissionId), state.review.submissionId ?? '']);
  return searchable([customer.name, customer.email, customer.id, id, ...references].join('\n'));
}
