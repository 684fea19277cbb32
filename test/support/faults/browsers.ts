/** Chromium over its own protocol and Firefox over WebDriver BiDi, driven alike. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { findBrowser } from '../browser.mjs';
import { observePage, quickenClock, troubleDatabase, type PageSettings } from './page-script.ts';

export type BrowserName = 'chromium' | 'firefox';

/** `profile`: a folder that outlives the process. */
export async function openBrowser(name: BrowserName, profile?: string): Promise<Browser> {
  // An interrupted session closes its browsers itself, after what runs in them.
  const own = { headless: true, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false, ...(profile && { userDataDir: profile }) };
  if (name === 'firefox') return puppeteer.launch({ ...own, browser: 'firefox', executablePath: findFirefox() });
  const { executablePath, env, args: usual } = await findBrowser();
  // Each window would bring a renderer for the browser's own pages along.
  const args = [...usual, '--disable-features=PreloadTopChromeWebUI'];
  return puppeteer.launch({ ...own, executablePath, env, args });
}

function findFirefox(): string {
  const wish = process.env['FIREFOX_PATH'];
  if (wish) return wish;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.flatMap((folder) => ['firefox-esr', 'firefox'].map((name) => join(folder, name))).find(isExecutable);
  if (!found) throw new Error('No Firefox was found. Install one, or set FIREFOX_PATH to one.');
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function openPage(context: BrowserContext | Browser, settings: PageSettings): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.evaluateOnNewDocument(quickenClock, settings);
  await page.evaluateOnNewDocument(troubleDatabase, settings);
  await page.evaluateOnNewDocument(observePage);
  // Asked when a person leaves in mid-upload; this one means it.
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  return page;
}
