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

export async function open(page: Page, backend: BackendAddress, customerId: string, more: object = {}): Promise<void> {
  await page.request.post(`${backend.origin}/portal/sign-in`, { data: { customerId, name: 'Sam Specimen', ...more } });
  await page.goto(`${backend.origin}/#/kyc`);
  await expect(page.locator('kyc-verification').getByRole('heading', { level: 2 })).toBeVisible();
}

export async function choose(page: Page, button: Locator, ...files: ChosenFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  await (await chooser).setFiles(files);
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
      const { verifications } = await send('GET', '/verifications') as { verifications: { id: string; customer: { id: string } }[] };
      const found = verifications.find(({ customer }) => customer.id === customerId);
      return await send('GET', `/verifications/${found?.id ?? 'none'}`) as unknown as Case;
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
}
