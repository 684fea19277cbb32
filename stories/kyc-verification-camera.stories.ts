/** `<kyc-verification-camera>` in every step, in front of a canvas instead of a lens. */
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, waitFor } from 'storybook/test';
import { cameraPage, type CameraOptions } from '../test/support/camera-page.ts';
import { FakeCamera, type FakeDevice } from '../test/support/fake-camera.ts';

interface Args extends CameraOptions {
  readonly devices?: readonly FakeDevice[];
  /** Name and message of the browser's refusal. */
  readonly refusal?: readonly [name: string, message: string];
  readonly isTaken?: boolean;
}

let device: FakeCamera | undefined;

const meta: Meta<Args> = {
  title: 'kyc-verification-camera',
  component: 'kyc-verification-camera',
  // Modal: on the page of all stories they would lie over each other.
  tags: ['!autodocs'],
  args: { side: 'front' },
  render(args, { globals }) {
    device?.restore();
    device = new FakeCamera(args.devices);
    if (args.refusal) device.refuse(...args.refusal);
    const locale = globals['locale'] === 'ar' ? 'ar' : 'en';
    return cameraPage({ ...args, locale, theme: String(globals['theme']) }).host;
  },
  async play({ canvasElement, args }) {
    const root = canvasElement.querySelector('[theme]')?.shadowRoot;
    if (!root) throw new Error('the story has no element');
    const find = (selector: string) => root.querySelector<HTMLElement>(selector);
    // The first story waits for everything to be compiled.
    await waitFor(() => expect(find(args.refusal ? '[role=alert]' : '.camera-shutter')).not.toBeNull());
    if (!args.isTaken) return;
    find('.camera-shutter')?.click();
    await waitFor(() => expect(find('canvas')).not.toBeNull());
  },
  beforeEach: () => () => {
    device?.restore();
    device = undefined;
  },
};
export default meta;
type Story = StoryObj<Args>;

/** Aiming at a card. */
export const Card: Story = {};

/** Aiming at a sheet of paper, with light that reflects. */
export const SheetWithGlare: Story = { args: { kind: 'address', side: 'single', judge: () => Promise.resolve(['glare']) } };

/** A face, mirrored, in the oval. */
export const Face: Story = { args: { kind: 'biometric', side: 'single' } };

/** A phone: two sides to take from, and a lamp. */
export const SeveralCameras: Story = {
  args: { devices: [{ deviceId: 'rear', facingMode: 'environment', hasLight: true }, { deviceId: 'front', facingMode: 'user' }] },
};

/** A photo nothing speaks against. */
export const Review: Story = { args: { isTaken: true, judge: () => Promise.resolve([]) } };

/** A photo that looks blurred: better taken again, but it may be used. */
export const ReviewBlurred: Story = { args: { isTaken: true, judge: () => Promise.resolve(['blurry']) } };

/** The person, or the browser, said no. */
export const Refused: Story = { args: { refusal: ['NotAllowedError', 'Permission denied'] } };

/** The system keeps the camera from the browser. */
export const RefusedBySystem: Story = { args: { refusal: ['NotAllowedError', 'Permission denied by system'] } };

/** There is no camera. */
export const Missing: Story = { args: { refusal: ['NotFoundError', ''] } };

/** Another app has it. */
export const Busy: Story = { args: { refusal: ['NotReadableError', ''] } };

/** The page's policy forbids it: no second try. */
export const Forbidden: Story = { args: { refusal: ['SecurityError', ''] } };
