/** Decisions and what follows: reasons of every kind, rounds, comments, requests, the people of an organisation. */
import type { Category, DocumentFile, VerificationDocument } from '../model/verification.ts';
import { allDocuments, bill, licence, reviewDecided, reviewSent, selfie } from './cases.ts';
import { clientWith, type Scenario } from './scenario.ts';
import {
  addressCategory, category, comment, document, documentType, file, identityCategory, individualCategories, selfieCategory, verification,
} from './specimens.ts';

/** One document of a type for each code, sent back with it. */
function sentBack(title: string, codes: readonly string[]): { readonly category: Category; readonly documents: readonly VerificationDocument[] } {
  const id = title.toLowerCase().replaceAll(' ', '_');
  return {
    category: category({ id, title, kind: 'identity', maxDocuments: null, documentTypes: [documentType('passport', 'Passport')] }),
    documents: codes.map((code) => document({ id: `doc_${code}`, categoryId: id, documentTypeId: 'passport', status: 'rejected', reason: { code, final: false } })),
  };
}

function reasons(name: string, title: string, codes: readonly string[]): Scenario {
  return {
    name,
    title,
    description: `Documents came back: ${codes.join(', ').replaceAll('_', ' ')}.`,
    create: () => {
      const one = sentBack('ID Proof', codes);
      return { client: clientWith({ status: 'action_required', categories: [one.category], documents: one.documents, review: reviewDecided() }) };
    },
  };
}

/** As it was in an earlier round: replaced since. */
function earlier({ id, code, uploadedAt, message }: Readonly<Record<'id' | 'code' | 'uploadedAt' | 'message', string>>): VerificationDocument {
  const reason = { code, message, final: false };
  const files: DocumentFile[] = [file({ id: `fil_${id}`, status: 'rejected', reason, uploadedAt, fileName: `electricity-${id}.png`, sizeBytes: 812_400 })];
  return document({ id: `doc_${id}`, categoryId: 'address', documentTypeId: 'utility_bill', status: 'replaced', reason, files });
}

const company = { id: 'org_1', label: 'Specimen Hosting Ltd', role: 'Company' };
const robin = { id: 'per_1', label: 'Robin Specimen', role: 'Director' };
const kim = { id: 'per_2', label: 'Kim Specimen', role: 'Director' };
const organization = { id: 'cus_2', name: 'Specimen Hosting Ltd', type: 'organization', status: 'approval_pending' } as const;

/** Not in the order of the people: they stand together all the same. */
const peopleCategories: readonly Category[] = [
  category({ id: 'registration', title: 'Company Registration', subject: company, documentTypes: [documentType('incorporation', 'Certificate of Incorporation')] }),
  { ...identityCategory, id: 'robin_id', subject: robin },
  { ...identityCategory, id: 'kim_id', subject: kim },
  { ...addressCategory, id: 'robin_address', subject: robin },
  { ...selfieCategory, id: 'kim_selfie', subject: kim },
];

const request = { id: 'req_1', categoryId: 'address', documentTypeId: 'mobile_bill', message: 'Please add a second proof of your address.', createdAt: '2026-11-22T09:52:00Z', fulfilledBy: null };

export const decisionsScenarios: readonly Scenario[] = [
  reasons('reasons-photo', 'Sent back: photos', ['blurred', 'glare', 'too_dark', 'cropped', 'covered', 'damaged', 'unreadable']),
  reasons('reasons-parts', 'Sent back: sides and kinds', ['wrong_side', 'missing_side', 'missing_page', 'wrong_type', 'wrong_category', 'not_accepted', 'expired']),
  reasons('reasons-details', 'Sent back: details', ['name_mismatch', 'address_mismatch', 'dob_mismatch', 'photo_mismatch', 'suspected_tampering', 'underage']),
  reasons('reasons-files', 'Sent back: files', ['password_protected', 'corrupt', 'duplicate', 'other', 'pdf_active_content', 'too_large', 'a_code_from_tomorrow']),
  {
    name: 'document-final',
    title: 'A document refused for good',
    description: 'One document is refused for good, another can be replaced.',
    create: () => ({
      client: clientWith({
        status: 'action_required',
        documents: [
          { ...licence('uploaded'), status: 'rejected', reason: { code: 'suspected_tampering', message: 'The date was changed.', final: true } },
          document({ ...bill('uploaded'), status: 'rejected', reason: { code: 'expired', final: false } }), selfie('accepted'),
        ],
        review: reviewDecided(),
      }),
    }),
  },
  {
    name: 'third-round',
    title: 'Third round',
    description: 'The bill came back for the third time; what was sent before can be looked back on.',
    create: () => ({
      client: clientWith({
        status: 'action_required',
        documents: [
          licence('accepted'),
          earlier({ id: 'first', code: 'blurred', uploadedAt: '2026-11-20T09:00:00Z', message: 'The address cannot be read.' }),
          earlier({ id: 'second', code: 'cropped', uploadedAt: '2026-11-21T10:30:00Z', message: 'The date is missing at the top.' }),
          { ...document({ ...bill('uploaded'), status: 'rejected', reason: { code: 'name_mismatch', message: 'It is in another name.', final: false } }), replaces: 'doc_second' },
          selfie('accepted'),
        ],
        comments: [
          comment({ id: 'com_1', body: 'The address cannot be read.', createdAt: '2026-11-20T12:00:00Z', readAt: '2026-11-20T13:00:00Z', documentId: 'doc_first' }),
          comment({ id: 'com_2', body: 'It is in another name.', documentId: 'doc_bill' }),
        ],
        review: reviewDecided(),
      }),
    }),
  },
  {
    name: 'comments-new',
    title: 'New comments',
    description: 'Three comments are new, one was read; links lead where the host allows.',
    create: () => ({
      client: clientWith({
        status: 'pending',
        documents: allDocuments('pending'),
        review: reviewSent(),
        comments: [
          comment({ id: 'com_1', body: 'We have started to look at your documents.', createdAt: '2026-11-22T09:46:00Z', readAt: '2026-11-22T09:47:00Z' }),
          comment({ id: 'com_2', body: 'How to photograph a licence: http://localhost:8000/help?topic=licence. Not allowed: https://elsewhere.example/x', categoryId: 'identity', documentId: 'doc_licence', createdAt: '2026-11-22T09:50:00Z' }),
          comment({ id: 'com_3', body: `${'Please look at the second page of the bill as well. '.repeat(8)}\n\nThank you\nCompliance team`, categoryId: 'address', createdAt: '2026-11-22T09:51:00Z' }),
          comment({ id: 'com_4', author: { name: 'فريق الامتثال', role: 'admin' }, body: 'شكرًا لك.\nنراجع المستند KYC-2026 الآن.', createdAt: '2026-11-22T09:52:00Z' }),
        ],
      }),
    }),
  },
  {
    name: 'request-document',
    title: 'A certain document asked for',
    description: 'Everything is accepted; the provider asks for one more document of a certain type.',
    create: () => ({ client: clientWith({ status: 'action_required', documents: allDocuments('accepted'), requests: [request], review: reviewDecided() }) }),
  },
  {
    name: 'request-category',
    title: 'A new category asked for',
    description: 'Everything is accepted; the provider asks for something it had not asked for before.',
    create: () => ({
      client: clientWith({
        status: 'action_required',
        categories: [...individualCategories, category({ id: 'funds', title: 'Source of Funds', description: 'Where the money comes from.', documentTypes: [documentType('payslip', 'Payslip'), documentType('statement', 'Bank Statement')] })],
        documents: allDocuments('accepted'),
        requests: [{ ...request, id: 'req_2', categoryId: 'funds', documentTypeId: null, message: 'For orders of this size we need to know where the money comes from.' }],
        review: reviewDecided(),
      }),
    }),
  },
  {
    name: 'request-fulfilled',
    title: 'What was asked for is added',
    description: 'The customer has added what was asked for; it is not sent yet.',
    create: () => ({
      client: clientWith({
        status: 'action_required',
        documents: [...allDocuments('accepted'), document({ id: 'doc_mobile', categoryId: 'address', documentTypeId: 'mobile_bill' })],
        requests: [{ ...request, fulfilledBy: 'doc_mobile' }],
        review: reviewDecided(),
      }),
    }),
  },
  {
    name: 'organization-people',
    title: 'Organisation, two directors',
    description: 'A company is done; one director has added one of two things, the other nothing.',
    create: () => ({
      client: clientWith({
        customer: organization,
        categories: peopleCategories,
        documents: [
          document({ id: 'doc_inc', categoryId: 'registration', documentTypeId: 'incorporation' }),
          document({ id: 'doc_robin', categoryId: 'robin_id', documentTypeId: 'passport' }),
        ],
      }),
    }),
  },
  {
    name: 'unknown-everything',
    title: 'Unknown everything',
    description: 'A newer service uses words for kinds, sides, statuses and reasons that this widget does not know.',
    create: () => ({
      client: clientWith({
        status: 'unknown',
        customer: { ...verification().customer, type: 'unknown', status: 'unknown' },
        categories: [category({ id: 'new', title: 'Something New', kind: 'unknown', documentTypes: [documentType('cube', 'Cube', ['unknown'])] })],
        documents: [
          document({ id: 'doc_cube', categoryId: 'new', documentTypeId: 'cube', status: 'unknown', files: [file({ id: 'fil_cube', side: 'unknown', status: 'unknown' })] }),
          document({ id: 'doc_sphere', categoryId: 'new', documentTypeId: 'sphere', status: 'rejected', reason: { code: 'too_round', final: false } }),
        ],
        restrictions: [{ code: 'no_flying' }],
      }),
    }),
  },
];
