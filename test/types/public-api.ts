/**
 * Compile-only: what a host's TypeScript sees. Nothing here runs; `npm run typecheck` fails when a promise breaks, or
 * when something that must not compile does.
 */
import { KycError, type AddedFile, type KycClient, type KycEventMap, type Verification } from '../../src/index.ts';
import type { KycStatus, KycVerification, StatusVariant } from '../../src/elements/index.ts';
import { HttpKycClient } from '../../src/client/index.ts';
import { MemoryKycClient } from '../../src/testing/index.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function holds<_T extends true>(): void { /* the compiler is the test */ }

export async function useElement(): Promise<void> {
  // The tag is known.
  const element = document.createElement('kyc-verification');
  holds<Equal<typeof element, KycVerification>>();
  const found = document.querySelector('kyc-verification');
  holds<Equal<typeof found, KycVerification | null>>();

  // Properties and their literals.
  element.endpoint = '/kyc/v1';
  element.theme = 'dark';
  element.updates = 'poll';
  element.maxConcurrentUploads = 3;
  element.headingLevel = 3;
  element.fetchSession = async () => ({ token: 'specimen', expiresInSeconds: 900 });
  element.client = new MemoryKycClient();
  element.messages = {};
  // @ts-expect-error -- no such theme
  element.theme = 'sepia';
  // @ts-expect-error -- a session needs a token
  element.fetchSession = async () => ({ expiresInSeconds: 900 });

  // The snapshot is immutable.
  const { verification, status } = element;
  holds<Equal<typeof verification, Verification | undefined>>();
  if (status === 'pending') element.readonly = true;
  // @ts-expect-error -- read, not set
  element.verification = verification;
  // @ts-expect-error -- immutable
  verification?.documents.push();
  // @ts-expect-error -- no such status
  if (status === 'approved') return;

  // Methods.
  const added = await element.addFiles('identity', [], { documentTypeId: 'passport', side: 'front' });
  holds<Equal<typeof added, AddedFile[]>>();
  await element.submit();
  // @ts-expect-error -- a category is needed
  await element.addFiles();
}

export function useStatus(): void {
  const element = document.createElement('kyc-status');
  holds<Equal<typeof element, KycStatus>>();
  element.variant = 'gate';
  element.href = '/profile/kyc';
  element.client = new MemoryKycClient();
  holds<Equal<KycStatus['variant'], StatusVariant>>();
  // @ts-expect-error -- no such variant
  element.variant = 'popup';
  // @ts-expect-error -- read, not set
  element.status = 'pending';
  element.addEventListener('kyc-navigate', ({ detail }) => {
    holds<Equal<typeof detail.href, string>>();
  });
}

export function listen(element: KycVerification): void {
  // Events know their detail, on the element and above it.
  element.addEventListener('kyc-status-change', ({ detail }) => {
    holds<Equal<typeof detail.verification, Verification>>();
  });
  document.body.addEventListener('kyc-upload-progress', (event) => {
    holds<Equal<typeof event.detail.ratio, number>>();
    // @ts-expect-error -- details carry no file
    return event.detail.file;
  });
  holds<Equal<KycEventMap['kyc-error']['detail']['fatal'], boolean>>();
}

export function adapt(): KycClient[] {
  return [new HttpKycClient({ endpoint: '/kyc/v1' }), new MemoryKycClient()];
}

export function explain(error: unknown): string {
  return error instanceof KycError ? `${error.code} ${String(error.retryable)} ${String(error.detail.limit)}` : 'unknown';
}
