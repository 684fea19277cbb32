/** The HTTP client with the reference backend as a subject of the contract's tests. */
import { HttpKycClient } from '../../src/client/index.ts';
import type { Category } from '../../src/model/verification.ts';
import type { RunningBackend } from './backend.ts';
import { Customer, Reviewer, type Answer } from './backend-driver.ts';
import type { ContractSubject } from './contract-suite.ts';

/** A new customer, signed in to the portal, and a reviewer. */
export async function backendSubject(backend: RunningBackend): Promise<ContractSubject> {
  const customer = await Customer.signIn(backend);
  const reviewer = new Reviewer(backend);
  const verificationId = (await customer.read()).id;
  const act = (path: string, body: unknown, method = 'POST') => succeed(reviewer.api(method, path, body));
  const ofCase = `/verifications/${verificationId}`;
  let restored: unknown;
  const configure = async (change: (configuration: { categories: Category[] }) => object): Promise<void> => {
    const { body } = await reviewer.api('GET', '/configuration');
    restored ??= body;
    await act('/configuration', { ...body, ...change(body) }, 'PUT');
  };
  return {
    client: new HttpKycClient({
      endpoint: `${backend.origin}/kyc/v1`, fetchSession: () => Promise.resolve({ token: customer.token }),
    }),
    provider: {
      accept: (id) => act(`${ofCase}/documents/${id}/decision`, { decision: 'accept' }),
      reject: (id, { code, ...rest }) => act(`${ofCase}/documents/${id}/decision`, { decision: 'reject', reason: code, ...rest }),
      decide: (decision, message) => act(`${ofCase}/decision`, { decision, message }),
      comment: (body) => act(`${ofCase}/comments`, { body }),
      request: (categoryId, message) => act(`${ofCase}/requests`, { categoryId, message }),
      begin: () => succeed(reviewer.api('GET', ofCase)),
      acceptRunOut: (id) => act(`${ofCase}/documents/${id}/decision`, { decision: 'accept', expiresAt: '2020-01-01T00:00:00Z' }),
      renew: (categoryIds) => act(`${ofCase}/renewal`, { dueAt: '2036-01-01T00:00:00Z', reason: 'periodic', categoryIds }),
      askConsents: (consents) => configure(() => ({ consents })),
      setCustomerStatus: (status) => act(`/customers/${customer.id}/status`, { status }, 'PUT'),
      removeCategory: (categoryId) => configure(({ categories }) => ({ categories: categories.filter(({ id }) => id !== categoryId) })),
    },
    async dispose() {
      if (restored) await act('/configuration', restored, 'PUT');
    },
  };
}

async function succeed(answering: Promise<Answer>): Promise<void> {
  const { status, body } = await answering;
  if (status >= 400) throw new Error(`the provider was answered with ${status} ${String(body?.code)}`);
}
