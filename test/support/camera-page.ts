/** `<kyc-verification-camera>` in a shadow root with the widget's look, as the widget mounts it. */
import '../../src/elements/camera.ts';
import type { KycVerificationCamera } from '../../src/elements/camera.ts';
import type { CompleteCatalogue } from '../../src/localization/messages.ts';
import ar from '../../src/localization/locales/ar.ts';
import en from '../../src/localization/locales/en.ts';
import type { Category, CategoryKind, Side } from '../../src/model/verification.ts';
import { baseStyles } from '../../src/styles/base.styles.ts';
import { tokensStyles } from '../../src/styles/tokens.styles.ts';
import { verification } from '../../src/testing/index.ts';

export interface CameraOptions {
  readonly kind?: CategoryKind;
  readonly accept?: readonly string[];
  readonly side?: Side;
  readonly locale?: 'en' | 'ar';
  readonly theme?: string;
  readonly judge?: KycVerificationCamera['judge'];
}

export interface CameraPage {
  readonly host: HTMLElement;
  readonly camera: KycVerificationCamera;
  readonly texts: CompleteCatalogue;
}

/** Not in a document yet. */
export function cameraPage(options: CameraOptions = {}): CameraPage {
  const { kind = 'identity', accept, side, locale = 'en', theme = 'light', judge } = options;
  const host = document.createElement('div');
  host.setAttribute('theme', theme);
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [tokensStyles, baseStyles].flatMap(({ styleSheet }) => styleSheet ?? []);
  const camera = document.createElement('kyc-verification-camera') as KycVerificationCamera;
  const texts = { en, ar }[locale];
  camera.dir = texts.dir;
  camera.lang = texts.lang;
  Object.assign(camera, { texts, category: categoryOf(kind, accept), side, judge });
  root.append(camera);
  return { host, camera, texts };
}

function categoryOf(kind: CategoryKind, accept?: readonly string[]): Category {
  const [category] = verification().categories;
  if (!category) throw new Error('the specimen has no category');
  return { ...category, kind, ...(accept ? { accept: [...accept] } : {}) };
}
