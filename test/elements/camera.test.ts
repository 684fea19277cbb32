/** The camera: what it shows, what it gives, and that it lets go of the device on every way out. */
import { expect, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { guide, shapeOf } from '../../src/elements/camera-guide.ts';
import { SteadyHint } from '../../src/elements/camera-hints.ts';
import { photoFile } from '../../src/elements/camera-photo.ts';
import { render } from 'lit';
import { cameraPage, type CameraOptions, type CameraPage } from '../support/camera-page.ts';
import { FakeCamera, type FakeDevice } from '../support/fake-camera.ts';

let device: FakeCamera;
let page: CameraPage & { readonly photos: File[][]; closed: number };

function connect(devices?: readonly FakeDevice[], size?: readonly [number, number]): void {
  device.restore();
  device = new FakeCamera(devices, size);
}

function open(options: CameraOptions = {}): void {
  page = { ...cameraPage(options), photos: [], closed: 0 };
  page.camera.addEventListener('photo', (event) => page.photos.push((event as CustomEvent<File[]>).detail));
  page.camera.addEventListener('close', () => { page.closed += 1; });
  document.body.append(page.host);
}

async function openLive(options?: CameraOptions): Promise<void> {
  open(options);
  await until(() => find('.camera-shutter') !== null, 'the camera is live');
}

async function openReview(options?: CameraOptions): Promise<void> {
  await openLive(options);
  press(page.texts.camera.shutter);
  await until(() => find('canvas') !== null, 'the photo is shown');
}

async function openFailed(): Promise<void> {
  open();
  await until(() => find('[role=alert]') !== null, 'the reason is there');
}

const find = (selector: string) => page.camera.querySelector<HTMLElement>(selector);
const dialog = () => find('dialog') as HTMLDialogElement;
const video = () => find('video') as HTMLVideoElement;
const said = (selector = 'dialog') => (find(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
const buttons = () => [...page.camera.querySelectorAll('button')].map((button) => button.getAttribute('aria-label') ?? button.textContent.trim());
const focused = () => (page.host.shadowRoot?.activeElement ?? null) as HTMLElement | null;

async function until(isSo: () => boolean, what: string): Promise<void> {
  await waitUntil(isSo, what, { interval: 10, timeout: 20_000 });
  await page.camera.updateComplete;
}

function control(name: string): HTMLButtonElement {
  const found = [...page.camera.querySelectorAll('button')].find((button) => (button.getAttribute('aria-label') ?? button.textContent.trim()) === name);
  if (!found) throw new Error(`no button is called ${name}; there are: ${buttons().join(' | ')}`);
  return found;
}

const press = (name: string) => control(name).click();

function choose(name: string, file: File): void {
  const input = control(name).nextElementSibling as HTMLInputElement;
  const chosen = new DataTransfer();
  chosen.items.add(file);
  input.files = chosen.files;
  input.dispatchEvent(new Event('change'));
}

/** The page goes out of sight or comes back. */
function setHidden(isHidden: boolean): void {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

const bill = () => new File(['%PDF-1.7'], 'bill.pdf', { type: 'application/pdf' });

beforeEach(() => {
  device = new FakeCamera();
});
afterEach(() => {
  page.host.remove();
  expect(device.running, 'cameras still running').to.equal(0);
  device.restore();
  Reflect.deleteProperty(document, 'hidden');
  document.documentElement.removeAttribute('dir');
});

describe('the camera', () => {
  it('opens before it asks, and says where photos go', () => {
    const { getUserMedia } = navigator.mediaDevices;
    let isOpenWhenAsked = false;
    navigator.mediaDevices.getUserMedia = (constraints) => {
      isOpenWhenAsked = dialog().matches(':modal') && said().includes(page.texts.camera.privacy);
      return getUserMedia(constraints);
    };
    open();
    return until(() => isOpenWhenAsked, 'the dialog was open when the camera was asked for');
  });

  it('asks for the rear camera for documents and the front one for faces', async () => {
    await openLive();
    page.host.remove();
    await openLive({ kind: 'biometric' });
    expect(device.asked.map(({ facingMode }) => facingMode)).to.deep.equal([{ ideal: 'environment' }, { ideal: 'user' }]);
    expect(device.asked[0]?.width).to.deep.equal({ ideal: 3840 });
  });

  it('shows the live picture without an address of its own, silent and in place', async () => {
    await openLive();
    expect([video().srcObject instanceof MediaStream, video().getAttribute('src'), video().muted, video().playsInline, video().paused])
      .to.deep.equal([true, null, true, true, false]);
  });

  it('mirrors a face as a mirror does, never a document', async () => {
    await openLive({ kind: 'biometric' });
    expect(getComputedStyle(video()).transform).to.equal('matrix(-1, 0, 0, 1, 0, 0)');
    page.host.remove();
    await openLive();
    expect(getComputedStyle(video()).transform).to.equal('none');
  });

  it('gives the photo in full size, under a name that tells nothing', async () => {
    await openReview({ side: 'front' });
    press(page.texts.camera.use);
    const [[file] = []] = page.photos;
    expect([file?.name, file?.type]).to.deep.equal(['photo-front.jpg', 'image/jpeg']);
    const picture = await createImageBitmap(file as File);
    expect([picture.width, picture.height]).to.deep.equal([1280, 720]);
    await until(() => page.closed === 1, 'the dialog is closed');
  });

  it('makes the photo of a type the category takes', async () => {
    await openReview({ accept: ['image/png', 'application/pdf'] });
    press(page.texts.camera.use);
    expect(page.photos[0]?.map(({ name, type }) => [name, type])).to.deep.equal([['photo.png', 'image/png']]);
  });

  it('lets go of the camera while the photo is looked at, and takes another', async () => {
    await openReview();
    expect(device.running).to.equal(0);
    expect(find('canvas')?.getAttribute('aria-label')).to.equal(page.texts.camera.photo);
    await until(() => (find('canvas') as HTMLCanvasElement).width === 1280, 'the photo is drawn');
    press(page.texts.take_photo_again);
    await until(() => find('.camera-shutter') !== null, 'the camera is live again');
    press(page.texts.camera.shutter);
    await until(() => find('canvas') !== null, 'the second photo is shown');
    press(page.texts.camera.use);
    expect(page.photos.length).to.equal(1);
  });

  it('takes a file in its usual state, a selfie too', async () => {
    await openLive({ kind: 'biometric', accept: ['image/jpeg', 'image/heic'] });
    const input = control(page.texts.camera.file_instead).nextElementSibling as HTMLInputElement;
    expect(input.accept).to.equal('image/jpeg');
    choose(page.texts.camera.file_instead, bill());
    expect(page.photos.map((files) => files.map(({ name }) => name))).to.deep.equal([['bill.pdf']]);
    await until(() => page.closed === 1, 'the dialog is closed');
  });

  it('takes the camera’s own photo where it is larger than the video', async () => {
    const photo = new Blob([await new Promise<Blob>((resolve) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 4000, height: 3000 });
      canvas.getContext('2d')?.fillRect(0, 0, 9, 9);
      canvas.toBlob((blob) => resolve(blob as Blob), 'image/jpeg');
    })], { type: 'image/jpeg' });
    const { ImageCapture: original } = window;
    class LargePhotos {
      getPhotoCapabilities = () => Promise.resolve({ imageWidth: { max: 4000 } });
      takePhoto = () => Promise.resolve(photo);
    }
    Object.assign(window, { ImageCapture: LargePhotos });
    try {
      await openReview();
      press(page.texts.camera.use);
      expect(page.photos[0]?.[0]?.size).to.equal(photo.size);
    } finally {
      Object.assign(window, { ImageCapture: original });
    }
  });
});

describe('the camera by keyboard', () => {
  it('puts the focus on the shutter, takes with Enter, uses with Enter', async () => {
    await openLive();
    expect(focused()).to.equal(control(page.texts.camera.shutter));
    await sendKeys({ press: 'Enter' });
    await until(() => find('canvas') !== null, 'the photo is shown');
    // A key held down must not use the photo nobody has seen.
    expect(focused()).to.equal(find('canvas'));
    expect(page.photos.length).to.equal(0);
    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    await until(() => page.photos.length === 1, 'the photo is used');
  });

  it('takes with the space bar wherever the focus is', async () => {
    await openLive();
    focused()?.blur();
    await sendKeys({ press: 'Space' });
    await until(() => find('canvas') !== null, 'the photo is shown');
  });

  it('leaves the space bar to a button that has the focus', async () => {
    await openLive();
    control(page.texts.close).focus();
    await sendKeys({ press: 'Space' });
    await until(() => page.closed === 1, 'the dialog is closed');
    expect(find('canvas')).to.equal(null);
  });
});

describe('hints', () => {
  it('say what to do, and leave the shutter alone', async () => {
    await openLive({ judge: () => Promise.resolve(['low_resolution', 'blurry', 'too_dark']) });
    expect(said('[role=status]')).to.equal(page.texts.camera.fit_document);
    await until(() => said('[role=status]') === page.texts.camera_hint.too_dark, 'the hint is said');
    expect((control(page.texts.camera.shutter)).disabled).to.equal(false);
  });

  it('get a small picture of the frame, and end with the camera', async () => {
    const sizes: number[][] = [];
    let signal: AbortSignal | undefined;
    await openLive({ judge: (picture, given) => {
      sizes.push([picture.width, picture.height]);
      signal = given;
      return Promise.resolve([]);
    } });
    await until(() => sizes.length > 1, 'two frames were judged');
    expect(sizes[0]).to.deep.equal([1024, 576]);
    press(page.texts.close);
    await until(() => signal?.aborted === true, 'judging is over');
  });

  it('on a large photo are made from the same small size', async () => {
    connect([{ deviceId: 'one' }], [2160, 3840]);
    const sizes: number[][] = [];
    await openReview({ judge: (picture) => { sizes.push([picture.width, picture.height]); return Promise.resolve([]); } });
    await until(() => sizes.length > 0 && device.running === 0, 'the photo was judged');
    expect(sizes.at(-1)).to.deep.equal([576, 1024]);
  });

  it('that fail are none, and do no harm', async () => {
    let asked = 0;
    await openLive({ judge: () => { asked += 1; return Promise.reject(new Error('no worker')); } });
    await until(() => asked > 1, 'asked again');
    expect(said('[role=status]')).to.equal(page.texts.camera.fit_document);
  });

  it('stand until they are sure and have been read', () => {
    const hint = new SteadyHint();
    const at = (ms: number, code?: string) => hint.next(code, ms);
    expect([at(0, 'blurry'), at(500, 'glare'), at(1000, 'glare'), at(1500), at(2000), at(3900), at(4000)])
      .to.deep.equal([undefined, undefined, 'glare', 'glare', 'glare', 'glare', undefined]);
  });

  it('on the photo advise to take it again, and let it be used', async () => {
    await openReview({ judge: () => Promise.resolve(['blurry']) });
    await until(() => said('[role=status]') === page.texts.intake.blurry(), 'the advice is said');
    const primary = [...page.camera.querySelectorAll('.button-primary')].map((button) => button.textContent);
    expect(primary).to.deep.equal([page.texts.take_photo_again]);
    press(page.texts.camera.use);
    expect(page.photos.length).to.equal(1);
  });

  it('on a good photo ask to look at it once', async () => {
    await openReview({ judge: () => Promise.resolve([]) });
    expect(said('[role=status]')).to.equal(page.texts.camera.review);
    expect(find('.button-primary')?.textContent).to.equal(page.texts.camera.use);
  });
});

describe('the device is let go', () => {
  const exits: Readonly<Record<string, () => unknown>> = {
    'by Close': () => press(page.texts.close),
    'by Escape': () => sendKeys({ press: 'Escape' }),
    'when the element is removed': () => page.camera.remove(),
    'when the widget is removed': () => page.host.remove(),
    'when the host closes the dialog': () => dialog().close(),
    'when the page is left': () => window.dispatchEvent(new PageTransitionEvent('pagehide')),
    'when the page is hidden': () => setHidden(true),
    'when a file is chosen instead': () => choose(page.texts.camera.file_instead, bill()),
    'when the photo is taken': () => press(page.texts.camera.shutter),
    'when it is unplugged': () => device.tracks.at(-1)?.dispatchEvent(new Event('ended')),
  };
  for (const [name, leave] of Object.entries(exits)) {
    it(name, async () => {
      await openLive();
      expect(device.running).to.equal(1);
      await leave();
      await until(() => device.running === 0, 'the camera is off');
      expect(video()?.srcObject ?? null).to.equal(null);
    });
  }

  it('when it is granted only after the dialog was closed', async () => {
    const stream = device.stream();
    let grant: (stream: MediaStream) => void = () => undefined;
    device.answers.push(() => new Promise((resolve) => { grant = resolve; }));
    open();
    await until(() => device.asked.length === 1, 'the camera was asked for');
    press(page.texts.close);
    await until(() => page.closed === 1, 'the dialog is closed');
    grant(stream);
    await until(() => device.running === 0, 'the camera is off');
    expect(find('[role=alert]')).to.equal(null);
  });

  it('and started again when the page is seen again', async () => {
    await openLive();
    setHidden(true);
    expect(device.running).to.equal(0);
    setHidden(false);
    await until(() => device.running === 1 && find('.camera-shutter') !== null, 'the camera is live again');
  });

  it('and left off when the page is seen again with a photo to look at', async () => {
    await openReview();
    setHidden(true);
    setHidden(false);
    expect([device.running, find('canvas') !== null]).to.deep.equal([0, true]);
  });

  it('and taken up again when the widget is moved in the page', async () => {
    await openLive();
    const place = document.body.appendChild(document.createElement('section'));
    place.append(page.host);
    await until(() => find('.camera-shutter') !== null && device.tracks.length === 2, 'the camera is live again');
    expect([device.running, dialog().matches(':modal'), page.closed]).to.deep.equal([1, true, 0]);
    place.remove();
  });
});

describe('a camera that cannot be used', () => {
  const failures: readonly (readonly [name: string, message: string, reason: keyof CameraPage['texts']['camera_failure'], canRetry: boolean])[] = [
    ['NotAllowedError', 'Permission denied', 'refused', true],
    ['NotAllowedError', 'Permission dismissed', 'refused', true],
    ['NotAllowedError', 'Permission denied by system', 'system', true],
    ['NotFoundError', 'Requested device not found', 'missing', true],
    ['NotReadableError', 'Could not start video source', 'busy', true],
    ['AbortError', 'Starting videoinput failed', 'busy', true],
    ['SecurityError', '', 'forbidden', false],
    ['InvalidStateError', '', 'unsupported', false],
  ];
  for (const [name, message, reason, canRetry] of failures) {
    it(`(${name}, “${message}”) says ${reason} and offers a file at once`, async () => {
      device.refuse(name, message);
      await openFailed();
      expect(said('[role=alert]')).to.equal(page.texts.camera_failure[reason]);
      expect(focused()).to.equal(control(page.texts.choose_file));
      expect(buttons().includes(page.texts.retry)).to.equal(canRetry);
      choose(page.texts.choose_file, bill());
      expect(page.photos.flat().map((file) => file.name)).to.deep.equal(['bill.pdf']);
    });
  }

  it('is asked for less strictly when it has not what was asked', async () => {
    device.refuse('OverconstrainedError');
    await openLive();
    expect(device.asked[1]).to.equal(true);
  });

  it('is missing when it has not even that', async () => {
    device.refuse('OverconstrainedError');
    device.refuse('OverconstrainedError');
    await openFailed();
    expect(said('[role=alert]')).to.equal(page.texts.camera_failure.missing);
  });

  it('is tried again on request', async () => {
    device.refuse('NotReadableError');
    await openFailed();
    press(page.texts.retry);
    await until(() => find('.camera-shutter') !== null, 'the camera is live');
  });

  it('that is unplugged says so', async () => {
    await openLive();
    device.tracks[0]?.dispatchEvent(new Event('ended'));
    await until(() => said('[role=alert]') === page.texts.camera_failure.unplugged, 'the reason is there');
  });

  it('that never shows a picture is given up after five seconds', async () => {
    device.answers.push(() => {
      video().play = () => new Promise(() => undefined);
      return Promise.resolve(device.stream());
    });
    const { setTimeout: original } = window;
    window.setTimeout = ((run: () => void, ms = 0) => original(run, ms === 5000 ? 0 : ms)) as typeof setTimeout;
    try {
      await openFailed();
    } finally {
      window.setTimeout = original;
    }
    expect(said('[role=alert]')).to.equal(page.texts.camera_failure.silent);
    expect(device.running).to.equal(0);
  });

  it('is forbidden, and not asked for, where the page’s policy says so', async () => {
    Object.defineProperty(document, 'featurePolicy', { configurable: true, value: { allowsFeature: () => false } });
    try {
      await openFailed();
    } finally {
      Reflect.deleteProperty(document, 'featurePolicy');
    }
    expect(said('[role=alert]')).to.equal(page.texts.camera_failure.forbidden);
    expect(device.asked).to.deep.equal([]);
  });

  it('is not there at all on a page without https', async () => {
    device.restore();
    Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined });
    await openFailed();
    expect(said('[role=alert]')).to.equal(page.texts.camera_failure.unsupported);
  });

  it('leaves the phone’s own one on phones', async () => {
    const { matchMedia: original } = window;
    window.matchMedia = (query) => ({ ...original(query), matches: query === '(pointer: coarse)' });
    device.refuse('NotAllowedError');
    try {
      await openFailed();
    } finally {
      window.matchMedia = original;
    }
    const input = control(page.texts.camera.phone_camera).nextElementSibling as HTMLInputElement;
    expect([input.getAttribute('capture'), input.accept]).to.deep.equal(['environment', 'image/*']);
  });
});

describe('several cameras', () => {
  it('are changed side by side on phones', async () => {
    connect([{ deviceId: 'front', facingMode: 'user' }, { deviceId: 'rear', facingMode: 'environment' }, { deviceId: 'wide', facingMode: 'environment' }]);
    await openLive();
    press(page.texts.camera.other_camera);
    await until(() => video().classList.contains('is-mirrored'), 'the front camera is live');
    expect([device.running, device.asked.length, device.asked[1]?.facingMode]).to.deep.equal([1, 2, { ideal: 'user' }]);
  });

  it('are gone through one by one elsewhere', async () => {
    connect([{ deviceId: 'one' }, { deviceId: 'two' }]);
    await openLive();
    press(page.texts.camera.other_camera);
    await until(() => device.tracks.length === 2 && find('.camera-shutter') !== null, 'the second camera is live');
    expect([device.running, device.asked[1]?.deviceId]).to.deep.equal([1, { exact: 'two' }]);
  });

  it('are no question where there is one', async () => {
    await openLive();
    expect(buttons()).not.to.include(page.texts.camera.other_camera);
  });
});

describe('the lamp beside the lens', () => {
  it('is switched on and off where there is one', async () => {
    connect([{ deviceId: 'rear', facingMode: 'environment', hasLight: true }]);
    await openLive();
    press(page.texts.camera.light);
    await until(() => control(page.texts.camera.light).getAttribute('aria-pressed') === 'true', 'the light is on');
    press(page.texts.camera.light);
    await until(() => control(page.texts.camera.light).getAttribute('aria-pressed') === 'false', 'the light is off');
    expect(device.lights).to.deep.equal([true, false]);
  });
});

describe('the frame', () => {
  const line = (kind: Parameters<typeof shapeOf>[0], side: Parameters<typeof shapeOf>[1], [width, height]: readonly [number, number]) => {
    const place = document.createElement('div');
    document.body.append(place);
    render(guide(shapeOf(kind, side), width, height), place);
    const box = (place.querySelector('.camera-line') as SVGPathElement).getBBox();
    place.remove();
    return box;
  };
  for (const [kind, side, aspect] of [['identity', 'front', 1.586], ['identity', 'single', 1.42], ['address', 'single', 0.707], ['biometric', 'single', 0.75]] as const) {
    it(`has the shape of what is photographed (${kind}, ${side}), in the middle of any picture`, () => {
      page = { ...cameraPage(), photos: [], closed: 0 };
      for (const size of [[1280, 720], [720, 1280]] as const) {
        const box = line(kind, side, size);
        expect(box.width / box.height).to.be.closeTo(aspect, 0.01);
        expect(box.x + box.width / 2).to.be.closeTo(size[0] / 2, 1);
        expect(box.y + box.height / 2).to.be.closeTo(size[1] / 2, 1);
        expect(box.x > 0 && box.y > 0).to.equal(true);
      }
    });
  }

  it('names files without saying whose they are', () => {
    const names = (['front', 'back', 'page', 'single', undefined] as const).map((side) => photoFile(new Blob([], { type: 'image/jpeg' }), side).name);
    expect(names).to.deep.equal(['photo-front.jpg', 'photo-back.jpg', 'photo-page.jpg', 'photo.jpg', 'photo.jpg']);
    page = { ...cameraPage(), photos: [], closed: 0 };
  });
});

describe('the camera for everyone', () => {
  before(() => {
    document.documentElement.style.colorScheme = 'light dark';
  });
  const looks: readonly CameraOptions[] = [{ theme: 'light' }, { theme: 'dark', locale: 'ar', kind: 'biometric' }];
  const ignoredRules = ['region', 'page-has-heading-one', 'landmark-one-main'];
  for (const look of looks) {
    const name = `${look.theme ?? ''}, ${look.locale ?? 'en'}`;
    it(`is readable live (${name})`, async () => {
      document.documentElement.dir = look.locale === 'ar' ? 'rtl' : 'ltr';
      await openLive({ ...look, side: 'front' });
      await expect(page.camera).to.be.accessible({ ignoredRules });
    });
    it(`is readable in review (${name})`, async () => {
      await openReview({ ...look, judge: () => Promise.resolve(['glare']) });
      await until(() => said('[role=status]') === page.texts.intake.glare(), 'the advice is said');
      await expect(page.camera).to.be.accessible({ ignoredRules });
    });
    it(`is readable when it fails (${name})`, async () => {
      device.refuse('NotAllowedError');
      open(look);
      await until(() => find('[role=alert]') !== null, 'the reason is there');
      await expect(page.camera).to.be.accessible({ ignoredRules });
    });
  }

  it('is laid out from right to left, with words of its language', async () => {
    connect([{ deviceId: 'one' }, { deviceId: 'two' }]);
    document.documentElement.dir = 'rtl';
    await openLive({ locale: 'ar' });
    const [other, shutter] = [control(page.texts.camera.other_camera), control(page.texts.camera.shutter)].map((button) => button.getBoundingClientRect().left);
    expect(other).to.be.greaterThan(shutter ?? NaN);
    expect(said()).to.contain('المستند');
  });
});
