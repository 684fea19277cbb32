/** The client in memory as a subject of the contract's tests. */
import { addressCategory, documentType, identityCategory, MemoryKycClient, verification } from '../../src/testing/index.ts';
import type { Category } from '../../src/model/verification.ts';
import type { ContractSubject } from './contract-suite.ts';

const passport = {
  ...documentType('passport', 'Passport'),
  fields: [
    { id: 'number', kind: 'text', label: 'Passport number', required: false },
    { id: 'country', kind: 'country', label: 'Issuing country', required: false },
    { id: 'expiry', kind: 'date', label: 'Valid until', required: false },
  ],
} as const;

const identity: Category = { ...identityCategory, documentTypes: identityCategory.documentTypes.map((type) => (type.id === 'passport' ? passport : type)) };
const address: Category = {
  ...addressCategory, documentTypes: [...addressCategory.documentTypes, documentType('bank_statement', 'Bank Statement', ['page'])],
};

/** A new customer who is asked for ID and address. */
export function memorySubject(): Promise<ContractSubject> {
  const client = new MemoryKycClient({ verification: verification({ categories: [identity, address] }) });
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
      begin: async () => provider.begin(),
      async acceptRunOut(documentId) {
        provider.accept(documentId, { expiresAt: '2020-01-01T00:00:00Z' });
        provider.change((current) => ({
          ...current, status: 'expired', documents: current.documents.map((one) => (one.id === documentId ? { ...one, status: 'expired' as const } : one)),
        }));
      },
      renew: async (categoryIds) => provider.setRenewal({ dueAt: '2036-01-01T00:00:00Z', reason: 'periodic', status: 'due', categoryIds }),
      askConsents: async (consents) => provider.change((current) => ({ ...current, consents: consents.map((one) => ({ ...one, givenAt: null })) })),
      setCustomerStatus: async (status) => provider.setCustomerStatus(status),
      removeCategory: async (categoryId) => (
        provider.configure(provider.verification.categories.filter(({ id }) => id !== categoryId))),
    },
    dispose: () => Promise.resolve(),
  });
}
