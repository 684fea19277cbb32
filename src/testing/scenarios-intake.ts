/** Files on the way in: warned about, refused, cleaned, used twice; pages in their order and what is asked about a document. */
import { bill } from './cases.ts';
import { clientWith, type Scenario } from './scenario.ts';
import {
  addressCategory, document, documentType, file, identityCategory, selfieCategory, specimenFile, specimenPdf, specimenPicture,
} from './specimens.ts';
import { darkPhoto, photoWithPosition, smallPhoto, softPhoto } from './specimen-photos.ts';

const passport = { documentTypeId: 'passport', side: 'single' } as const;
const utilityBill = { documentTypeId: 'utility_bill', side: 'single' } as const;

/** A passport about which a number, a country and a date are asked. */
const askingCategory = {
  ...identityCategory,
  documentTypes: [{
    ...documentType('passport', 'Passport'),
    fields: [
      { id: 'number', kind: 'text', label: 'Passport number', required: true },
      { id: 'country', kind: 'country', label: 'Issuing country', required: true },
      { id: 'expiry', kind: 'date', label: 'Valid until', required: false },
    ],
  }],
} as const;

const statementCategory = {
  ...addressCategory, documentTypes: [documentType('bank_statement', 'Bank Statement', ['page']), ...addressCategory.documentTypes],
};

const filledIn = { number: 'X0000000', country: 'UT', expiry: '2031-05-04' };

function statement() {
  const pages = ['statement-first.png', 'statement-second.png', 'statement-third.png'];
  return document({
    id: 'doc_statement', categoryId: 'address', documentTypeId: 'bank_statement',
    files: pages.map((fileName, index) => file({ id: `fil_page_${index + 1}`, side: 'page', page: index + 1, fileName, sizeBytes: 418_000 })),
  });
}

function licence() {
  return document({
    id: 'doc_licence', categoryId: 'identity', documentTypeId: 'driving_licence',
    files: [file({ id: 'fil_front', side: 'front', fileName: 'licence-front.png', sha256: 'a'.repeat(64) }),
      file({ id: 'fil_back', side: 'back', fileName: 'licence-back.png', sha256: 'b'.repeat(64) })],
  });
}

export const intakeScenarios: readonly Scenario[] = [
  {
    name: 'warned-files',
    title: 'Warned files',
    description: 'A dark, a blurred and a small photo, and the same file twice: each is told what is wrong before it is sent.',
    create: () => ({
      client: clientWith({ documents: [bill('uploaded')] }),
      async act(element) {
        for (const photo of await Promise.all([darkPhoto(), softPhoto()])) await element.addFiles('identity', [photo], passport);
        await element.addFiles('selfie', [await smallPhoto()], { documentTypeId: 'selfie', side: 'single' });
        await element.addFiles('address', [specimenFile('bill.pdf')], utilityBill);
        await element.addFiles('address', [specimenFile('bill-copy.pdf')], utilityBill);
      },
    }),
  },
  {
    name: 'refused-files',
    title: 'Refused files',
    description: 'A locked PDF, one of too many pages, a picture cut short and one too large: each with its reason and a way out.',
    create: () => ({
      client: clientWith(),
      async act(element) {
        const picture = specimenPicture();
        const refused = [
          new File([specimenPdf(1, '/Encrypt<</Filter/Standard/V 2/R 3/Length 128>>')], 'locked.pdf', { type: 'application/pdf' }),
          new File([specimenPdf(60)], 'sixty-pages.pdf', { type: 'application/pdf' }),
          new File([picture.slice(0, picture.length / 2)], 'half.png', { type: 'image/png' }),
          new File([specimenPdf(), new Uint8Array(11_000_000)], 'heavy.pdf', { type: 'application/pdf' }),
        ];
        for (const one of refused) await element.addFiles('identity', [one], passport);
      },
    }),
  },
  {
    name: 'cleaned-file',
    title: 'Cleaned file',
    description: 'A photo that said where it was taken: the position and the camera are taken out before it is sent.',
    create: () => ({
      client: clientWith({ documents: [bill('uploaded')] }),
      async act(element) {
        await element.addFiles('identity', [await photoWithPosition()], passport);
      },
    }),
  },
  {
    name: 'fields',
    title: 'Fields to fill in',
    description: 'A passport is added; its number is filled in, its country is missing.',
    create: () => ({
      client: clientWith({
        categories: [askingCategory, selfieCategory],
        documents: [document({ id: 'doc_passport', categoryId: 'identity', documentTypeId: 'passport', fields: { number: filledIn.number } })],
      }),
    }),
  },
  {
    name: 'fields-sent',
    title: 'Fields sent',
    description: 'A passport and what was filled in about it are with the provider.',
    create: () => ({
      client: clientWith({
        status: 'pending', categories: [askingCategory],
        documents: [document({ id: 'doc_passport', categoryId: 'identity', documentTypeId: 'passport', status: 'pending', fields: { ...filledIn, country: 'CH' } })],
      }),
    }),
  },
  {
    name: 'pages',
    title: 'Pages in their order',
    description: 'A bank statement of three pages, which can be put in order.',
    create: () => ({ client: clientWith({ categories: [statementCategory], documents: [statement()] }) }),
  },
  {
    name: 'copy-offer',
    title: 'A document used twice',
    description: 'The driving licence given as ID proof would do as address proof as well.',
    create: () => ({ client: clientWith({ documents: [licence()] }) }),
  },
];
