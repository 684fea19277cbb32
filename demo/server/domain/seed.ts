/** What a new backend asks for until the provider changes it: the categories of a cloud portal's KYC page. */
import type { CaseDocumentType, Configuration, ConfiguredCategory } from './configuration.ts';

const images = ['image/jpeg', 'image/png', 'image/webp'];
const imagesAndPdf = [...images, 'application/pdf'];
const maxSizeBytes = 10_485_760;

function single(id: string, title: string, example: string): CaseDocumentType {
  return { id, title, sides: ['single'], exampleUrl: `/examples/${example}.svg`, instructions: [], fields: [] };
}

function twoSided(id: string, title: string, example: string): CaseDocumentType {
  return { ...single(id, title, example), sides: ['front', 'back'] };
}

const drivingLicence = twoSided('driving_licence', 'Driving License', 'driving-licence');
const nationalCard = twoSided('national_card', 'National Card', 'national-card');
const passport: CaseDocumentType = {
  ...single('passport', 'Passport', 'passport'),
  fields: [
    { id: 'number', kind: 'text', label: 'Passport number', required: false },
    { id: 'country', kind: 'country', label: 'Issuing country', required: false },
    { id: 'expiry', kind: 'date', label: 'Valid until', required: false },
  ],
};
const bankStatement: CaseDocumentType = { ...single('bank_statement', 'Bank Statement', 'bank-statement'), sides: ['page'] };
const utilityBill = single('utility_bill', 'Utility Bill', 'utility-bill');

const common = {
  minDocuments: 1,
  maxDocuments: 5,
  satisfied: null,
  dueAt: null,
  subject: null,
  accept: imagesAndPdf,
  maxSizeBytes,
  privacy: { stripMetadata: true, allowReencode: true },
} as const;

const documentRules = [
  'Document should be in good condition',
  'All corners are visible',
  'No glare or shadow on the document',
  'The text is sharp and easy to read',
];
const addressRules = [
  'Your name and address are visible',
  'Not older than three months',
  'The text is sharp and easy to read',
];

const identity: ConfiguredCategory = {
  ...common, accept: [...common.accept], customerTypes: ['individual'],
  id: 'identity', title: 'ID Proof', kind: 'identity',
  description: 'An official document with your photo that shows who you are.',
  instructions: documentRules,
  documentTypes: [drivingLicence, nationalCard, passport],
};

const address: ConfiguredCategory = {
  ...common, accept: [...common.accept], customerTypes: ['individual'],
  id: 'address', title: 'Address Proof', kind: 'address',
  description: 'A document that shows where you live.',
  instructions: addressRules,
  documentTypes: [drivingLicence, single('mobile_bill', 'Mobile Bill', 'mobile-bill'), utilityBill, bankStatement],
};

const selfie: ConfiguredCategory = {
  ...common, accept: images, enabled: false, customerTypes: ['individual'],
  id: 'selfie', title: 'Selfie', kind: 'biometric', maxDocuments: 1,
  description: 'A photo of your face, taken now.',
  instructions: ['Look straight into the camera', 'Take off glasses and hats', 'Only you are in the picture'],
  documentTypes: [single('selfie', 'Selfie', 'selfie')],
};

const companyRegistration: ConfiguredCategory = {
  ...common, accept: [...common.accept], customerTypes: ['organization'],
  id: 'company_registration', title: 'Company Registration', kind: 'other',
  description: 'An official document that shows your company exists.',
  instructions: documentRules,
  documentTypes: [
    single('certificate_of_incorporation', 'Certificate of Incorporation', 'company-registration'),
    single('business_licence', 'Business Licence', 'company-registration'),
  ],
};

const companyAddress: ConfiguredCategory = {
  ...common, accept: [...common.accept], customerTypes: ['organization'],
  id: 'company_address', title: 'Company Address', kind: 'address',
  description: 'A document that shows where your company is.',
  instructions: ['The company’s name and address are visible', 'Not older than three months', 'The text is sharp and easy to read'],
  documentTypes: [utilityBill, bankStatement],
};

const directorIdentity: ConfiguredCategory = {
  ...identity, customerTypes: ['organization'], perPerson: true,
  id: 'director_identity', title: 'ID Proof of a Director',
  subject: { id: 'representative', label: 'Authorised representative', role: null },
  description: 'An official document with the photo of a person who may act for the company.',
};

export const seedConfiguration: Configuration = {
  enabled: true,
  availability: 'both',
  automaticApproval: false,
  rejectedCustomerStatus: 'locked',
  categories: [identity, address, selfie, companyRegistration, companyAddress, directorIdentity],
  consents: [],
  privacyNotice: null,
};
