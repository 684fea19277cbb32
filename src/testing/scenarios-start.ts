/** Before and outside collecting: loading, failing, nothing to do. */
import { KycError } from '../model/errors.ts';
import { never } from './faults.ts';
import { clientWith, type Scenario } from './scenario.ts';
import {
  addressCategory, category, document, documentType, file, identityCategory, verification,
} from './specimens.ts';

function failing(code: string, options: { retryable?: boolean; status?: number } = {}): Scenario['create'] {
  return () => {
    const client = clientWith();
    const { retryable = false, status } = options;
    client.failNext('getVerification', new KycError(code, { retryable, detail: { status } }));
    return { client };
  };
}

const director = { id: 'per_1', label: 'Robin Specimen', role: 'Director' };
const company = { id: 'org_1', label: 'Specimen Hosting Ltd', role: 'Company' };

export const startScenarios: readonly Scenario[] = [
  {
    name: 'loading',
    title: 'Loading',
    description: 'The first answer has not come yet.',
    create() {
      const client = clientWith();
      client.delay(never);
      return { client };
    },
  },
  {
    name: 'load-failed',
    title: 'Load failed',
    description: 'The service answered the first request with a fault; trying again works.',
    create: failing('server_error', { retryable: true, status: 503 }),
  },
  {
    name: 'connection-failed',
    title: 'No connection',
    description: 'The first request did not reach the service; trying again works.',
    create: failing('connection_error', { retryable: true }),
  },
  {
    name: 'session-expired',
    title: 'Session expired',
    description: 'The customer has been signed out of the portal.',
    create: failing('unauthorized', { status: 401 }),
  },
  {
    name: 'contract-error',
    title: 'Unexpected answer',
    description: 'The first answer does not fit the contract; trying again works.',
    create: failing('contract_error', { retryable: true }),
  },
  {
    name: 'not-required',
    title: 'Nothing required',
    description: 'The provider asks this customer for nothing.',
    create: () => ({
      client: clientWith({
        status: 'not_required', categories: [], customer: { ...verification().customer, status: 'active' },
      }),
    }),
  },
  {
    name: 'empty',
    title: 'Empty',
    description: 'A new customer who has not added anything yet.',
    create: () => ({ client: clientWith() }),
  },
  {
    name: 'partly-added',
    title: 'Front added',
    description: 'The front of a driving licence is there, the back is missing.',
    create: () => ({
      client: clientWith({
        documents: [document({
          id: 'doc_licence', categoryId: 'identity', documentTypeId: 'driving_licence', status: 'uploading',
          files: [file({ id: 'fil_front', side: 'front', fileName: 'licence-front.png' })],
        })],
      }),
    }),
  },
  {
    name: 'organization',
    title: 'Organisation',
    description: 'A company: documents about itself and about one of its people.',
    create: () => ({
      client: clientWith({
        customer: { id: 'cus_2', name: 'Specimen Hosting Ltd', type: 'organization', status: 'approval_pending' },
        categories: [
          category({
            id: 'registration', title: 'Company Registration', subject: company,
            documentTypes: [documentType('incorporation', 'Certificate of Incorporation'), documentType('licence', 'Business Licence')],
          }),
          { ...addressCategory, id: 'company_address', title: 'Company Address', subject: company },
          { ...identityCategory, subject: director },
        ],
        documents: [document({ id: 'doc_inc', categoryId: 'registration', documentTypeId: 'incorporation' })],
      }),
    }),
  },
];
