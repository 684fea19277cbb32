/** The provider's portal around the widget: sign-in, side menu, language, theme, widths. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/e2e.ts';
import { submitCase } from '../support/submitted-case.ts';

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('kyc-verification').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test('leads a stranger to the verification in two clicks, and out again', async ({ page }) => {
  await page.goto('/');
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Sam Specimen' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'KYC Verification' })).toBeVisible();
  await expect(page.locator('kyc-verification')).toBeAttached();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in to Nimbus Cloud' })).toBeVisible();
});

test('signs in anybody by customer ID and shows their profile', async ({ page }) => {
  await page.goto('/#/profile');
  await page.getByLabel('Customer ID').fill('portal-somebody');
  await page.getByLabel('Name (optional)').fill('<b>Sam</b> Specimen');
  await page.getByLabel('Organisation').check();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My Profile' })).toBeFocused();
  const facts = page.getByRole('main');
  await expect(facts.getByLabel('Name')).toHaveValue('<b>Sam</b> Specimen');
  await expect(facts.getByLabel('E-mail', { exact: true })).toHaveValue('portal-somebody@customers.example');
  await expect(facts.getByRole('link', { name: /^Verification: documents needed/ })).toBeVisible();
  await expect(facts).toContainText('Organisation');
  await expect(facts).toContainText('Approval Pending');
});

test('speaks Arabic from right to left, also after a reload, with the menu folded on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 280, height: 700 });
  await page.goto('/');
  await page.getByLabel('Language').selectOption('ar');
  await page.getByLabel('المظهر').selectOption('dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Sam Specimen' }).click();
  const menu = page.getByRole('button', { name: 'القائمة' });
  await menu.click();
  await page.getByRole('link', { name: 'ملفي الشخصي' }).click();
  await expect(menu).toHaveAttribute('aria-expanded', 'false');
  await expect(page.getByRole('heading', { level: 1, name: 'ملفي الشخصي' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectNoViolations(page);
});

test('tells a new status of the verification, and the account follows', async ({ page, backend }) => {
  const { id } = await submitCase(backend.origin, { customerId: 'portal-status', name: 'Sam Specimen Status' });
  await page.goto('/');
  await page.getByLabel('Customer ID').fill('portal-status');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('link', { name: 'KYC Verification' })).toContainText('Pending');
  const decided = await fetch(`${backend.origin}/admin/api/verifications/${id}/decision`, {
    method: 'POST',
    headers: { authorization: `Bearer ${backend.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ decision: 'complete' }),
  });
  expect(decided.status).toBe(200);
  await expect(page.getByText('Your verification has a new status: Completed')).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Active');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('Your verification has a new status')).toBeHidden();
});

test('asks to sign in again when the session has ended', async ({ page, context, guard }) => {
  guard.allow(/status of 401|ERR_INTERNET_DISCONNECTED/);
  await page.goto('/');
  await page.getByRole('button', { name: 'Utopia Widgets Ltd' }).click();
  await expect(page.getByRole('link', { name: 'KYC Verification' })).toContainText('Documents needed');
  await context.clearCookies();
  await page.route('**/kyc/v1/**', (route) => route.fulfill({
    status: 401, contentType: 'application/problem+json', body: JSON.stringify({ code: 'unauthorized', status: 401 }),
  }));
  // While the stream is open nothing is asked; a connection that comes back asks.
  await context.setOffline(true);
  await context.setOffline(false);
  await expect(page.getByText('Your session has ended. Please sign in again.')).toBeVisible();
});
