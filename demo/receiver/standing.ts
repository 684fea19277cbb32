/** A message says that something changed; how the customer stands now is asked for. So it does not matter in which order messages come. */

const answerMs = 10_000;

export interface KycServer {
  readonly url: string;
  /** `KYC_SERVICE_TOKEN`: reads customers' statuses and nothing else. */
  readonly token: string;
}

/** In a word or two for the console: `active`, `restricted (renewal_overdue)`, `gone`. */
export async function standingOf({ url, token }: KycServer, customerId: string): Promise<string> {
  const address = `${url.replace(/\/+$/, '')}/admin/api/customers/${encodeURIComponent(customerId)}`;
  const signal = AbortSignal.timeout(answerMs);
  const answer = await fetch(address, { headers: { Authorization: `Bearer ${token}` }, redirect: 'error', signal });
  if (answer.status === 404) return 'gone';
  if (!answer.ok) throw new Error(`answered with ${answer.status}`);
  const { status, restrictions } = await answer.json() as { status: string; restrictions: { code: string }[] };
  return restrictions.length === 0 ? status : `${status} (${restrictions.map(({ code }) => code).join(', ')})`;
}
