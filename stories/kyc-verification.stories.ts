/** `<kyc-verification>` in every state a customer can find it in. */
import type { Meta, StoryContext, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import '../src/index.ts';
import type { KycVerification } from '../src/elements/index.ts';
import { scenarioNamed, scenarios, type ScenarioRun } from '../src/testing/index.ts';

interface Args {
  /** Name of the scenario, as `./testing` publishes it. */
  scenario: string;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'kyc-verification',
  component: 'kyc-verification',
  argTypes: { scenario: { control: 'select', options: scenarios.map(({ name }) => name) } },
  loaders: [({ args }) => ({ run: scenarioNamed(args.scenario).create() })],
  render: (_args, { loaded, globals }) => {
    const { client, properties } = (loaded as { run: ScenarioRun }).run;
    return html`<kyc-verification
      .client=${client} locale=${globals['locale']} theme=${globals['theme']} updates="off"
      ?readonly=${properties?.readonly} ?disabled=${properties?.disabled}
    ></kyc-verification>`;
  },
  play: reachState,
  // Each scenario meets axe in test/elements/states.test.ts, in both themes and directions; once is enough.
  parameters: { a11y: { test: 'off' } },
};
export default meta;

/** Lets the customer of the scenario act, once the page is there. */
async function reachState({ canvasElement, loaded, args }: StoryContext<Args>): Promise<void> {
  if (args.scenario === 'loading') return;
  const element = canvasElement.querySelector<KycVerification>('kyc-verification');
  if (!element) throw new Error('the story has no element');
  // The first story waits for everything to be compiled.
  await waitFor(() => expect(element.matches(':state(loading)')).toBe(false));
  await (loaded as { run: ScenarioRun }).run.act?.(element);
  await element.updateComplete;
}

/** Presses the first of what the selector finds and waits for what it opens. */
async function pressAndFind(canvas: HTMLElement, selector: string, opened: string): Promise<void> {
  const root = canvas.querySelector('kyc-verification')?.shadowRoot;
  await waitFor(() => expect(root?.querySelector(selector)).toBeTruthy());
  root?.querySelector<HTMLElement>(selector)?.click();
  await waitFor(() => expect(root?.querySelector(opened)).toBeTruthy());
}

/** The first answer has not come yet. */
export const Loading: Story = { args: { scenario: 'loading' } };

/** The service answered the first request with a fault; trying again works. */
export const LoadFailed: Story = { args: { scenario: 'load-failed' } };

/** The first request did not reach the service; trying again works. */
export const ConnectionFailed: Story = { args: { scenario: 'connection-failed' } };

/** The customer has been signed out of the portal. */
export const SessionExpired: Story = { args: { scenario: 'session-expired' } };

/** The first answer does not fit the contract; trying again works. */
export const ContractError: Story = { args: { scenario: 'contract-error' } };

/** The provider asks this customer for nothing. */
export const NotRequired: Story = { args: { scenario: 'not-required' } };

/** A new customer who has not added anything yet. */
export const Empty: Story = { args: { scenario: 'empty' } };

/** The front of a driving licence is there, the back is missing. */
export const PartlyAdded: Story = { args: { scenario: 'partly-added' } };

/** A company: documents about itself and about one of its people. */
export const Organization: Story = { args: { scenario: 'organization' } };

/** A passport is on its way; half of it has arrived. */
export const Uploading: Story = { args: { scenario: 'uploading' } };

/** The service is busy; the upload goes on by itself in a minute. */
export const Interrupted: Story = { args: { scenario: 'interrupted' } };

/** The service has no room for the rest of the file right now. */
export const StorageFull: Story = { args: { scenario: 'storage-full' } };

/** Another tab of this browser is sending the same file. */
export const OtherTab: Story = { args: { scenario: 'other-tab' } };

/** The page was closed while a passport was on its way; the same file goes on where it was. */
export const ChooseAgain: Story = { args: { scenario: 'choose-again' } };

/** Four files are on their way; one of them is paused. */
export const SeveralUploads: Story = { args: { scenario: 'several-uploads' } };

/** The customer has paused an upload. */
export const Paused: Story = { args: { scenario: 'paused' } };

/** A text file was chosen where pictures and PDFs are taken, and an empty one. */
export const RefusedFile: Story = { args: { scenario: 'refused-file' } };

/** The service looked into the file and cannot use it. */
export const FailedUpload: Story = { args: { scenario: 'failed-upload' } };

/** A dark, a blurred and a small photo, and the same file twice: each is told what is wrong before it is sent. */
export const WarnedFiles: Story = { args: { scenario: 'warned-files' } };

/** A dark photo about to be turned or cropped before it is sent. */
export const Editor: Story = {
  args: { scenario: 'warned-files' },
  async play(context) {
    await reachState(context);
    await pressAndFind(context.canvasElement, '[part~="edit-button"]', 'dialog.editor canvas');
  },
};

/** A page of a bank statement, to be looked at closely. */
export const Viewer: Story = {
  args: { scenario: 'pages' },
  async play(context) {
    await reachState(context);
    await pressAndFind(context.canvasElement, '[part~="view-button"]', 'dialog.viewer canvas');
  },
};

/** A locked PDF, one of too many pages, a picture cut short and one too large: each with its reason and a way out. */
export const RefusedFiles: Story = { args: { scenario: 'refused-files' } };

/** A photo that said where it was taken: the position and the camera are taken out before it is sent. */
export const CleanedFile: Story = { args: { scenario: 'cleaned-file' } };

/** A passport is added; its number is filled in, its country is missing. */
export const Fields: Story = { args: { scenario: 'fields' } };

/** A passport and what was filled in about it are with the provider. */
export const FieldsSent: Story = { args: { scenario: 'fields-sent' } };

/** A bank statement of three pages, which can be put in order. */
export const Pages: Story = { args: { scenario: 'pages' } };

/** The driving licence given as ID proof would do as address proof as well. */
export const CopyOffer: Story = { args: { scenario: 'copy-offer' } };

/** Every category has what it needs; nothing is sent yet. */
export const AllAdded: Story = { args: { scenario: 'all-added' } };

/** Submit was pressed and the answer has not come yet. */
export const Submitting: Story = { args: { scenario: 'submitting' } };

/** The submission went through; the confirmation is open. */
export const Sent: Story = { args: { scenario: 'sent' } };

/** The provider changed what is asked while the customer pressed Submit. */
export const ChangedMeanwhile: Story = { args: { scenario: 'changed-meanwhile' } };

/** Everything is sent and waits for the provider. */
export const Pending: Story = { args: { scenario: 'pending' } };

/** The provider is looking and has written twice, once about a document. */
export const PendingWithComment: Story = { args: { scenario: 'pending-with-comment' } };

/** One of three documents needs a fix; the others are accepted. */
export const ActionRequired: Story = { args: { scenario: 'action-required' } };

/** Only the front of the driving licence needs a fix. */
export const ActionRequiredOneSide: Story = { args: { scenario: 'action-required-one-side' } };

/** Everything is accepted and the provider asks for one more document. */
export const ActionRequiredRequest: Story = { args: { scenario: 'action-required-request' } };

/** Everything is accepted; the customer is active. */
export const Completed: Story = { args: { scenario: 'completed' } };

/** A document expires soon; the customer may renew it early. */
export const CompletedRenewalDue: Story = { args: { scenario: 'completed-renewal-due' } };

/** The provider has closed the verification. */
export const RejectedFinal: Story = { args: { scenario: 'rejected-final' } };

/** The verification ran out and can be renewed. */
export const Expired: Story = { args: { scenario: 'expired' } };

/** The account is locked while documents are still missing; support is the next step. */
export const Locked: Story = { args: { scenario: 'locked' } };

/** The account works with restrictions; each is named, and what lifts it. */
export const Restricted: Story = { args: { scenario: 'restricted' } };

/** The expected time has passed and nothing is decided yet. */
export const PendingOverdue: Story = { args: { scenario: 'pending-overdue' } };

/** Everything is sent and nobody has begun to look; it can be taken back. */
export const PendingWithdrawable: Story = { args: { scenario: 'pending-withdrawable' } };

/** Somebody is looking at the documents right now. */
export const PendingStarted: Story = { args: { scenario: 'pending-started' } };

/** What was sent can be kept: printed or saved. */
export const CompletedReceipt: Story = { args: { scenario: 'completed-receipt' } };

/** A document expires in a month; it can be renewed early. */
export const RenewalDue: Story = { args: { scenario: 'renewal-due' } };

/** Every three years the provider asks anew for identity and address. */
export const RenewalPeriodic: Story = { args: { scenario: 'renewal-periodic' } };

/** The customer told of a new address; its proof is asked for again. */
export const RenewalDetailsChanged: Story = { args: { scenario: 'renewal-details-changed' } };

/** A new passport is added and not sent yet; the verification stays completed. */
export const RenewalCollecting: Story = { args: { scenario: 'renewal-collecting' } };

/** The new passport is with the provider; the verification stays completed. */
export const RenewalPending: Story = { args: { scenario: 'renewal-pending' } };

/** The new passport came back; only it is asked for again. */
export const RenewalActionRequired: Story = { args: { scenario: 'renewal-action-required' } };

/** The day has passed; the renewal is still possible. */
export const RenewalOverdue: Story = { args: { scenario: 'renewal-overdue' } };

/** The licence ran out; address and selfie are accepted and stay closed. */
export const ExpiredOne: Story = { args: { scenario: 'expired-one' } };

/** The provider has locked the account and says why. */
export const LockedReason: Story = { args: { scenario: 'locked-reason' } };

/** The account is locked until one document is replaced. */
export const LockedFixable: Story = { args: { scenario: 'locked-fixable' } };

/** A newer service names a restriction this widget has no words for. */
export const RestrictedUnknown: Story = { args: { scenario: 'restricted-unknown' } };

/** The provider has closed the verification and says why. */
export const RejectedReason: Story = { args: { scenario: 'rejected-reason' } };

/** A newer service says something of the account this widget does not know. */
export const UnknownCustomerStatus: Story = { args: { scenario: 'unknown-customer-status' } };

/** The provider takes no tickets; its address is there. */
export const SupportEmailOnly: Story = { args: { scenario: 'support-email-only' } };

/** Tickets are written on a page of the provider’s own. */
export const SupportUrlOnly: Story = { args: { scenario: 'support-url-only' } };

/** The provider names no way to support. */
export const SupportNone: Story = { args: { scenario: 'support-none' } };

/** A letter to support, not written yet. */
export const TicketOpen: Story = { args: { scenario: 'ticket-open' } };

/** A letter about a document that was rejected for good. */
export const TicketAboutRejection: Story = { args: { scenario: 'ticket-about-rejection' } };

/** Send was pressed before anything was written. */
export const TicketIncomplete: Story = { args: { scenario: 'ticket-incomplete' } };

/** The letter is on its way. */
export const TicketSending: Story = { args: { scenario: 'ticket-sending' } };

/** The letter was not taken; what was written is still there. */
export const TicketFailed: Story = { args: { scenario: 'ticket-failed' } };

/** The letter has arrived and has a reference. */
export const TicketSent: Story = { args: { scenario: 'ticket-sent' } };

/** Two agreements before sending, and the privacy notice. */
export const ConsentsOpen: Story = { args: { scenario: 'consents-open' } };

/** Submit was pressed before the customer agreed. */
export const ConsentsMissing: Story = { args: { scenario: 'consents-missing' } };

/** What was agreed to can be looked up after sending. */
export const ConsentsGiven: Story = { args: { scenario: 'consents-given' } };

/** A newer service uses words this widget does not know. */
export const UnknownStatus: Story = { args: { scenario: 'unknown-status' } };

/** The host shows the verification and lets nothing be changed. */
export const ReadOnly: Story = { args: { scenario: 'read-only' } };

/** Thirty-six documents in three categories without a limit. */
export const ManyDocuments: Story = { args: { scenario: 'many-documents' } };

/** Every text of the service looks like markup and is shown as text. */
export const MarkupLikeText: Story = { args: { scenario: 'markup-like-text' } };

/** Every text of the service is long, with words that do not break. */
export const LongTexts: Story = { args: { scenario: 'long-texts' } };

/** Photos came back: what is wrong with each, how to do it right, a picture of both. */
export const ReasonsPhoto: Story = { args: { scenario: 'reasons-photo' } };

/** Sides, pages and kinds of documents that came back. */
export const ReasonsParts: Story = { args: { scenario: 'reasons-parts' } };

/** Documents whose details do not fit the account. */
export const ReasonsDetails: Story = { args: { scenario: 'reasons-details' } };

/** Files nobody can open, and reasons this widget does not know. */
export const ReasonsFiles: Story = { args: { scenario: 'reasons-files' } };

/** One document is refused for good: support is the next step. */
export const DocumentFinal: Story = { args: { scenario: 'document-final' } };

/** The bill came back for the third time; its earlier versions are folded below. */
export const ThirdRound: Story = { args: { scenario: 'third-round' } };

/** Comments with links, of many lines and in another script; three are new. */
export const CommentsNew: Story = { args: { scenario: 'comments-new' } };

/** The provider asks for one more document of a certain type. */
export const RequestDocument: Story = { args: { scenario: 'request-document' } };

/** The provider asks for something it had not asked for before. */
export const RequestCategory: Story = { args: { scenario: 'request-category' } };

/** What was asked for is added and not sent yet. */
export const RequestFulfilled: Story = { args: { scenario: 'request-fulfilled' } };

/** A company and two directors, each with their own progress. */
export const OrganizationPeople: Story = { args: { scenario: 'organization-people' } };

/** A newer service uses words this widget does not know. */
export const UnknownEverything: Story = { args: { scenario: 'unknown-everything' } };
