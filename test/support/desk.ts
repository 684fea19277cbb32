/** A reviewer in a browser of their own: the hands of journeys on the provider's page. */
import { expect, type Browser, type Page } from '@playwright/test';
import type { BackendAddress } from './backend.ts';
import type { PageGuard } from './page-guard.ts';

interface Desk {
  readonly browser: Browser;
  readonly guard: PageGuard;
  readonly backend: BackendAddress;
}

/** Signed in, in front of a case found by its customer's id. Closed with the browser. */
export async function openDesk({ browser, guard, backend }: Desk, customerId: string, reviewer = 'Rita Reviewer'): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
  await guard.watch(context);
  const page = await context.newPage();
  await page.goto(`${backend.origin}/admin`);
  await page.getByLabel('Your name').fill(reviewer);
  await page.getByLabel('Admin token').fill(backend.adminToken);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Search by name or ID').fill(customerId);
  await page.getByRole('link').filter({ hasText: customerId }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

export const paper = (page: Page, title: string) => page.getByRole('article', { name: title, exact: true }).first();

/** Where a document's rejection is written. */
export const rejection = (page: Page) => page.getByRole('form', { name: 'Reject', exact: true });

/** By keys alone, from the document on: `r`, a word of the reason, Enter; the message before that, when there is one. */
export async function rejectByKeys(page: Page, title: string, { reason, message }: { reason: string; message: string }): Promise<void> {
  await paper(page, title).focus();
  await page.keyboard.press('r');
  await expect(page.locator('#reason-filter')).toBeFocused();
  await page.keyboard.type(reason);
  await rejection(page).getByLabel('Message to the customer').fill(message);
  await page.locator('#reason-filter').press('Enter');
  await expect(page.getByText(`${title}: rejected.`)).toBeVisible();
}
