/** The customer at work: files on their way, everything added, sending. */
import { KycError } from '../model/errors.ts';
import { allDocuments, bill } from './cases.ts';
import { never } from './faults.ts';
import { clientWith, nextEvent, type Scenario } from './scenario.ts';
import { specimenFile } from './specimens.ts';

const passport = { documentTypeId: 'passport', side: 'single' } as const;

export const activityScenarios: readonly Scenario[] = [
  {
    name: 'uploading',
    title: 'Uploading',
    description: 'A passport is on its way; half of it has arrived.',
    create() {
      const client = clientWith({ documents: [bill('uploaded')] });
      client.holdUploadsAt(0.5, never);
      return {
        client,
        async act(element) {
          const isMoving = nextEvent(element, 'kyc-upload-progress');
          await element.addFiles('identity', [specimenFile('passport.png')], passport);
          await isMoving;
        },
      };
    },
  },
  {
    name: 'paused',
    title: 'Paused',
    description: 'The customer has paused an upload.',
    create() {
      const client = clientWith();
      client.holdUploadsAt(0.25, never);
      return {
        client,
        async act(element) {
          const [added] = await element.addFiles('identity', [specimenFile('passport.png')], passport);
          await element.pause(added?.uploadId);
        },
      };
    },
  },
  {
    name: 'refused-file',
    title: 'Refused file',
    description: 'A text file was chosen where pictures and PDFs are taken, and an empty one.',
    create: () => ({
      client: clientWith(),
      async act(element) {
        const notes = new File(['notes'], 'notes.txt', { type: 'text/plain' });
        const empty = new File([], 'empty.png', { type: 'image/png' });
        await element.addFiles('identity', [notes], passport);
        await element.addFiles('address', [empty], { documentTypeId: 'utility_bill', side: 'single' });
      },
    }),
  },
  {
    name: 'failed-upload',
    title: 'Failed upload',
    description: 'The service could not take the file.',
    create() {
      const client = clientWith();
      client.failNext('createDocument', new KycError('storage_full', { detail: { status: 507 } }));
      return {
        client,
        async act(element) {
          const hasFailed = nextEvent(element, 'kyc-upload-error');
          await element.addFiles('identity', [specimenFile('passport.png')], passport);
          await hasFailed;
        },
      };
    },
  },
  {
    name: 'all-added',
    title: 'All added, not sent',
    description: 'Every category has what it needs; nothing is sent yet.',
    create: () => ({ client: clientWith({ documents: allDocuments('uploaded') }) }),
  },
  {
    name: 'submitting',
    title: 'Submitting',
    description: 'Submit was pressed and the answer has not come yet.',
    create() {
      const client = clientWith({ documents: allDocuments('uploaded') });
      client.delay(never, 'submit');
      return {
        client,
        act(element) {
          // Stays open on purpose: the answer never comes.
          element.submit().catch(() => undefined);
          return Promise.resolve();
        },
      };
    },
  },
  {
    name: 'sent',
    title: 'Just sent',
    description: 'The submission went through; the confirmation is open.',
    create: () => ({
      client: clientWith({ documents: allDocuments('uploaded') }),
      act: (element) => element.submit(),
    }),
  },
  {
    name: 'changed-meanwhile',
    title: 'Changed meanwhile',
    description: 'The provider changed what is asked while the customer pressed Submit.',
    create() {
      const client = clientWith({ documents: allDocuments('uploaded') });
      return {
        client,
        async act(element) {
          const { categories } = client.provider.verification;
          client.provider.configure(categories.filter(({ id }) => id !== 'selfie'));
          await element.submit().catch(() => undefined);
        },
      };
    },
  },
];
