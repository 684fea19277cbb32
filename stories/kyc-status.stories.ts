/** `<kyc-status>`: each variant in the states that matter. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, waitFor } from 'storybook/test';
import '../src/index.ts';
import type { KycStatus } from '../src/elements/index.ts';
import { scenarioNamed, scenarios } from '../src/testing/index.ts';

interface Args {
  /** Name of the scenario, as `./testing` publishes it. */
  scenario: string;
  variant: KycStatus['variant'];
  /** Where the link leads; none without it. */
  href: string;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'kyc-status',
  component: 'kyc-status',
  argTypes: {
    scenario: { control: 'select', options: scenarios.map(({ name }) => name) },
    variant: { control: 'select', options: ['badge', 'line', 'banner', 'gate'] },
  },
  args: { href: '#kyc' },
  render: ({ scenario, variant, href }, { globals }) => html`<kyc-status
    .client=${scenarioNamed(scenario).create().client} variant=${variant} href=${href} updates="off" locale=${globals['locale']} theme=${globals['theme']}
  ><button type="button">Order a server</button></kyc-status>`,
  async play({ canvasElement, args }) {
    await customElements.whenDefined('kyc-status');
    const element = canvasElement.querySelector<KycStatus>('kyc-status');
    if (!element || args.scenario === 'loading') return;
    // The first story waits for everything to be compiled.
    await waitFor(() => expect(element.matches(':state(loading)')).toBe(false));
    await element.updateComplete;
  },
};
export default meta;

const story = (variant: Args['variant'], scenario: string): Story => ({ args: { variant, scenario } });

/** A customer who has not begun. */
export const BadgeCollecting = story('badge', 'empty');
/** In review; the provider has written. */
export const BadgePendingWithComment = story('badge', 'pending-with-comment');
/** Something was sent back. */
export const BadgeActionRequired = story('badge', 'action-required');
/** All done. */
export const BadgeCompleted = story('badge', 'completed');
/** The account is locked. */
export const BadgeLocked = story('badge', 'locked');
/** The service has a problem: nobody is alarmed. */
export const BadgeFailed = story('badge', 'load-failed');
/** The first answer has not come yet. */
export const BadgeLoading = story('badge', 'loading');

/** What is still to add. */
export const LineCollecting = story('line', 'partly-added');
/** How long it takes. */
export const LinePending = story('line', 'pending');
/** How much is to fix. */
export const LineActionRequired = story('line', 'action-required');
/** When it is due again. */
export const LineRenewalDue = story('line', 'completed-renewal-due');
/** What the account may not do. */
export const LineRestricted = story('line', 'restricted');
/** Closed for good. */
export const LineRejected = story('line', 'rejected-final');
/** A status of a newer service. */
export const LineUnknown = story('line', 'unknown-status');

/** Documents are missing. */
export const BannerCollecting = story('banner', 'empty');
/** Something was sent back. */
export const BannerActionRequired = story('banner', 'action-required');
/** One more document is asked for. */
export const BannerRequest = story('banner', 'action-required-request');
/** A document expires soon. */
export const BannerRenewalDue = story('banner', 'completed-renewal-due');
/** The provider has written. */
export const BannerNewComment = story('banner', 'pending-with-comment');
/** Nothing to do: nothing to see. */
export const BannerQuiet = story('banner', 'completed');

/** The customer may buy. */
export const GateOpen = story('gate', 'completed');
/** Not yet: documents are missing. */
export const GateCollecting = story('gate', 'empty');
/** Not yet: in review. */
export const GatePending = story('gate', 'pending');
/** Not with this restriction. */
export const GateRestricted = story('gate', 'restricted');
/** Not any more: the account is locked. */
export const GateLocked = story('gate', 'locked');
/** Whether, is not known yet. */
export const GateLoading = story('gate', 'loading');
