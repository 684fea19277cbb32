/** The client in memory as a subject of the contract's tests. */
import { addressCategory, identityCategory, MemoryKycClient, verification } from '../../src/testing/index.ts';
import type { ContractSubject } from './contract-suite.ts';

/** A new customer who is asked for ID and address. */
export function memorySubject(): Promise<ContractSubject> {
  const client = new MemoryKycClient({ verification: verification({ categories: [identityCategory, addressCategory] }) });
  const { provider } = client;
  // `async`, so that what the provider does wrong rejects as it would over the wire.
  return Promise.resolve({
    client,
    provider: {
      accept: async (documentId) => provider.accept(documentId),
      reject: async (documentId, rejection) => provider.reject(documentId, rejection),
      decide: async (decision, message) => provider.decide(decision, message),
      comment: async (body) => void provider.comment({ body }),
      request: async (categoryId, message) => void provider.request(categoryId, message),
      setCustomerStatus: async (status) => provider.setCustomerStatus(status),
      removeCategory: async (categoryId) => (
        provider.configure(provider.verification.categories.filter(({ id }) => id !== categoryId))),
    },
    dispose: () => Promise.resolve(),
  });
}
