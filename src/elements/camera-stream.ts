/**
 * The device's camera, from asking for it to giving it back. One signal owns a session: aborting it stops every track,
 * also of a camera that is granted only afterwards.
 */
import type { enCamera } from '../localization/locales/en-camera.ts';

/** Why there is no picture, in one word; the catalogue says it in plain ones. */
export type CameraFailure = keyof (typeof enCamera)['camera_failure'];

export interface CameraChoice {
  readonly facing: 'user' | 'environment';
  /** This camera and no other. */
  readonly deviceId?: string;
}

export interface LiveCamera {
  readonly track: MediaStreamTrack;
  /** To ask for the next of several cameras; absent where there is one. */
  readonly next?: CameraChoice;
  readonly isFacingUser: boolean;
  readonly hasLight: boolean;
}

/** Longest wait for the first picture once the camera is granted. */
const firstPictureMs = 5000;

/**
 * Shows the camera on `video` until `signal` aborts. Rejects with what the browser says, or with a `DOMException`:
 * `NotSupportedError` (no camera API), `SecurityError` (the page's policy), `TimeoutError` (no picture). `failureOf` names them.
 */
export async function startCamera(video: HTMLVideoElement, choice: CameraChoice, signal: AbortSignal): Promise<LiveCamera> {
  const stream = await request(choice, signal);
  const giveBack = (): void => {
    for (const track of stream.getTracks()) track.stop();
    if (video.srcObject === stream) video.srcObject = null;
  };
  if (signal.aborted) giveBack();
  signal.throwIfAborted();
  signal.addEventListener('abort', giveBack);
  const [track] = stream.getVideoTracks();
  if (!track) throw new DOMException('no video track', 'NotFoundError');
  video.srcObject = stream;
  await firstPicture(video, signal);
  return describe(track, choice);
}

/** For a person: what went wrong. */
export function failureOf(error: unknown): CameraFailure {
  const { name = '', message = '' } = (error ?? {}) as Partial<Error>;
  if (name === 'NotAllowedError') return /system/i.test(message) ? 'system' : 'refused';
  const failures: Readonly<Record<string, CameraFailure>> = {
    SecurityError: 'forbidden', NotFoundError: 'missing', OverconstrainedError: 'missing', NotReadableError: 'busy', AbortError: 'busy',
    TimeoutError: 'silent', EncodingError: 'silent',
  };
  return failures[name] ?? 'unsupported';
}

/** Lamp beside the lens on or off; false when the camera does not do it. */
export async function setLight(track: MediaStreamTrack, torch: boolean): Promise<boolean> {
  const light: MediaTrackConstraintSet & { readonly torch: boolean } = { torch };
  return track.applyConstraints({ advanced: [light] }).then(() => true, () => false);
}

async function request({ facing, deviceId }: CameraChoice, signal: AbortSignal): Promise<MediaStream> {
  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices };
  if (!mediaDevices) throw new DOMException('no mediaDevices', 'NotSupportedError');
  // The browser would name it as if a person had refused.
  if (isForbidden()) throw new DOMException('permissions policy', 'SecurityError');
  const which = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: { ideal: facing } };
  try {
    // As many pixels as there are: small print is to be read.
    return await mediaDevices.getUserMedia({ video: { ...which, width: { ideal: 3840 }, height: { ideal: 2160 } } });
  } catch (error) {
    if ((error as Error).name !== 'OverconstrainedError') throw error;
    signal.throwIfAborted();
    return mediaDevices.getUserMedia({ video: true });
  }
}

function firstPicture(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new DOMException('no picture', 'TimeoutError'));
    const timer = setTimeout(fail, firstPictureMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
    video.play().then(resolve, fail).finally(() => clearTimeout(timer));
  });
}

/** Only after permission do devices have names and ids. */
async function describe(track: MediaStreamTrack, { facing }: CameraChoice): Promise<LiveCamera> {
  const settings = track.getSettings();
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  const ids = devices.filter(({ kind }) => kind === 'videoinput').map(({ deviceId }) => deviceId);
  const capabilities = track.getCapabilities?.() as { readonly torch?: boolean } | undefined;
  return {
    track,
    next: ids.length > 1 ? nextChoice(settings, ids, facing) : undefined,
    isFacingUser: (settings.facingMode ?? facing) === 'user',
    hasLight: capabilities?.torch === true,
  };
}

/** Phones have several lenses to one side: there, the other side is meant; elsewhere, the next camera in the list. */
function nextChoice({ facingMode, deviceId = '' }: MediaTrackSettings, ids: readonly string[], facing: CameraChoice['facing']): CameraChoice {
  if (facingMode) return { facing: facingMode === 'user' ? 'environment' : 'user' };
  return { facing, deviceId: ids[(ids.indexOf(deviceId) + 1) % ids.length] };
}

function isForbidden(): boolean {
  const page = document as { readonly featurePolicy?: { allowsFeature(name: string): boolean } };
  return page.featurePolicy?.allowsFeature('camera') === false;
}
