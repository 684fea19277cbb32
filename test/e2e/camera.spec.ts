/** A photo instead of a file, with a camera that films a specimen: in the portal, against the real backend, under its policy. */
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { findBrowser } from '../support/browser.mjs';
import { expect, test } from '../support/e2e.ts';
import { filmOf } from '../support/fake-video.ts';
import { card, open } from '../support/portal.ts';

const specimen = fileURLToPath(new URL('../fixtures/corpus/files/id-good.jpg', import.meta.url));
const { executablePath, args, env } = await findBrowser();
const film = await filmOf(specimen);

test.use({ launchOptions: { executablePath, env, args: [
  ...args, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`,
] } });

/** As a person without a pointer gets there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 100; presses += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the target was not reached with the Tab key');
}

const running = (page: Page) => page.evaluate(() => (globalThis as unknown as { tracks: MediaStreamTrack[] }).tracks.filter(({ readyState }) => readyState === 'live').length);

/** Keeps every track the page is given. */
const watchTracks = (page: Page) => page.addInitScript(() => {
  const tracks: MediaStreamTrack[] = [];
  Object.assign(globalThis, { tracks });
  const { mediaDevices } = navigator;
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
});

test('takes the front of an ID by keyboard alone, and the server has it', async ({ page, backend }) => {
  await watchTracks(page);
  await open(page, backend, 'camera');
  await tabTo(page, card(page, 'ID Proof').getByRole('button', { name: 'Take a photo: Front side' }));
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Take a photo: Front side' });
  await expect(dialog.getByText('Photos go only to the provider', { exact: false })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /Take the photo/ })).toBeFocused();
  expect(await running(page)).toBe(1);
  await page.keyboard.press('Space');

  await expect(dialog.getByRole('img', { name: 'Your photo' })).toBeVisible();
  expect(await running(page)).toBe(0);
  await expect(dialog.getByRole('status')).toHaveText('Is everything sharp and easy to see?');
  await tabTo(page, dialog.getByRole('button', { name: 'Use photo' }));
  await page.keyboard.press('Enter');

  await expect(dialog).toHaveCount(0);
  await expect(card(page, 'ID Proof').getByText('Front added')).toBeVisible({ timeout: 20_000 });
  await expect(card(page, 'ID Proof')).toContainText('photo-front.jpg');
  await expect(card(page, 'ID Proof').locator(':focus')).toHaveCount(1);
});

test('offers a file where the page’s policy forbids the camera', async ({ page, backend }) => {
  await page.route(`${backend.origin}/`, async (route) => {
    const response = await route.fetch();
    expect(response.headers()['permissions-policy']).toContain('camera=(self)');
    await route.fulfill({ response, headers: { ...response.headers(), 'permissions-policy': 'camera=()' } });
  });
  await open(page, backend, 'no-camera');
  await card(page, 'ID Proof').getByRole('button', { name: 'Take a photo: Front side' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toHaveText('This page may not use the camera. Choose a file instead.');
  await expect(dialog.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(specimen);
  await expect(dialog).toHaveCount(0);
  await expect(card(page, 'ID Proof').getByText('Front added')).toBeVisible({ timeout: 20_000 });
});
