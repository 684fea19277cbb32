/** A customer in the demo portal and a provider behind it: the hands of journeys. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';
import type { BackendAddress } from './backend.ts';

export const fixture = (name: string) => ({
  name,
  mimeType: name.endsWith('.pdf') ? 'application/pdf' : name.endsWith('.png') ? 'image/png' : 'image/jpeg',
  buffer: readFileSync(fileURLToPath(new URL(`../fixtures/corpus/files/${name}`, import.meta.url))),
});
export type ChosenFile = ReturnType<typeof fixture>;

export const front = { ...fixture('id-good.jpg'), name: 'front.jpg' };
export const back = { ...fixture('passport-good.jpg'), name: 'back.jpg' };
export const bill = fixture('pdf-bill.pdf');

export const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

export const widget = (page: Page) => page.locator('kyc-verification');
/** What the page says of the verification as a whole. */
export const title = (page: Page, name: string) => widget(page).getByRole('heading', { name, exact: true });
/** Everything by which what was added could be changed. */
export const changers = (within: Locator) => within.getByRole('button', { name: /Choose|Replace|Take a photo|Remove/ });
/** Where the portal's menu leads to the verification, its status beside it. */
export const menu = (page: Page) => page.getByRole('link', { name: 'KYC Verification' });

export async function open(page: Page, backend: BackendAddress, customerId: string, more: object = {}): Promise<void> {
  await page.request.post(`${backend.origin}/portal/sign-in`, { data: { customerId, name: 'Sam Specimen', ...more } });
  await page.goto(`${backend.origin}/#/kyc`);
  await expect(page.locator('kyc-verification').getByRole('heading', { level: 2 })).toBeVisible();
}

export async function choose(page: Page, button: Locator, ...files: ChosenFile[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles(files);
}

/** Sends what is added, and puts the thanks away. */
export async function submit(page: Page): Promise<void> {
  await expect(page.getByText('Everything is added, not sent yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Submit for review' }).click();
  const thanks = page.getByRole('dialog', { name: 'Thank you, your documents are sent' });
  await thanks.getByRole('button', { name: 'Done' }).click();
  await expect(thanks).toBeHidden();
}

/** What the provider does, by the admin page's own calls. */
export function provider(request: APIRequestContext, { origin, adminToken }: BackendAddress) {
  const headers = { Authorization: `Bearer ${adminToken}`, 'X-Reviewer': 'Compliance team' };
  const send = async (method: string, path: string, data?: object) => {
    const answer = await request.fetch(`${origin}/admin/api${path}`, { method, headers, data });
    expect(answer.ok(), `${method} ${path}: ${String(answer.status())}`).toBe(true);
    return answer.json() as Promise<Record<string, unknown>>;
  };
  return {
    send,
    async caseOf(customerId: string) {
      const { verifications: [found] } = await send('GET', `/verifications?customerId=${customerId}`) as { verifications: { id: string }[] };
      return await send('GET', `/verifications/${found?.id ?? 'none'}`) as unknown as Case;
    },
    /** Says about a document, of the category named, what the body says. */
    async decide({ id, documents }: Pick<Case, 'id' | 'documents'>, categoryId: string, decision: object) {
      const document = documents.find((each) => each.categoryId === categoryId && each.status === 'pending');
      await send('POST', `/verifications/${id}/documents/${document?.id ?? 'none'}/decision`, decision);
    },
    decideWhole: ({ id }: Pick<Case, 'id'>, decision: object) => send('POST', `/verifications/${id}/decision`, decision),
    setStatus: (customerId: string, status: object) => send('PUT', `/customers/${customerId}/status`, status),
    /** Configured otherwise for as long as the journey lasts: others share the backend. */
    async withConfiguration(change: object, act: () => Promise<void>) {
      const before = await send('GET', '/configuration');
      await send('PUT', '/configuration', { ...before, ...change });
      await act().finally(() => send('PUT', '/configuration', before));
    },
    async subjects(to: string) {
      const { mails } = await send('GET', '/outbox') as { mails: { to: string; subject: string }[] };
      return mails.filter((mail) => mail.to === to).map(({ subject }) => subject);
    },
  };
}

interface Case {
  readonly id: string;
  readonly documents: readonly { id: string; categoryId: string; status: string; files: readonly { id: string; side: string; status: string }[] }[];
  readonly comments: readonly { id: string; body: string; readAt: string | null }[];
  readonly consents: readonly { id: string; givenAt: string | null }[];
}
