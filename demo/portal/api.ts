/** The portal's own server: who is signed in. Nothing here knows about KYC. */

export const customerTypes = ['individual', 'organization'] as const;
export type CustomerType = (typeof customerTypes)[number];

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly type: CustomerType;
  readonly status: string;
  readonly locale: string;
}

export interface SignIn {
  readonly customerId: string;
  readonly name?: string;
  readonly email?: string;
  readonly type?: CustomerType;
  readonly locale?: string;
  /** An organisation's directors; each is verified too. */
  readonly people?: readonly Person[];
}

export interface Person {
  readonly label: string;
  readonly role?: string;
}

export interface Profile {
  readonly name: string;
  readonly email: string;
}

export type Failure = 'offline' | 'refused' | 'server';

/** `null` when nobody is signed in; throws when the server cannot be reached. */
export async function fetchCustomer(): Promise<Customer | null> {
  const answer = await fetch('/portal/me', { headers: { accept: 'application/json' } });
  if (answer.status === 401) return null;
  if (!answer.ok) throw new Error(`portal/me: ${answer.status}`);
  const body = (await answer.json()) as { customer: Customer | null };
  return body.customer;
}

/** Signs in, creating the customer when new. Resolves to a failure's name instead of throwing. */
export function signIn(body: SignIn): Promise<Failure | null> {
  return tryTo('/portal/sign-in', body);
}

/** Corrects name and address; the server starts a new verification where it has to. Resolves as `signIn` does. */
export function saveProfile(body: Profile): Promise<Failure | null> {
  return tryTo('/portal/profile', body);
}

async function tryTo(path: string, body: object): Promise<Failure | null> {
  try {
    const answer = await post(path, body);
    if (answer.ok) return null;
    return answer.status < 500 ? 'refused' : 'server';
  } catch {
    return 'offline';
  }
}

export async function signOut(): Promise<void> {
  await post('/portal/sign-out', {});
}

function post(path: string, body: object): Promise<Response> {
  return fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
