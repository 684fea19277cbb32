/**
 * Finds a Chromium for every runner: `CHROME_PATH`, then one installed on the system, then the one that comes as an npm
 * package and needs no system library. `KYC_TEST_BROWSER=bundled` forces the last.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../node_modules/.cache/kyc-browser/', import.meta.url));
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * `env` is the whole environment for the browser's process; `args` are the flags every test run needs.
 * Throws `Error` when there is no browser and none can be unpacked (the bundled one is for Linux x64).
 * @returns {Promise<{ executablePath: string, env: Record<string, string>, args: string[] }>}
 */
export async function findBrowser() {
  const executablePath = process.env.KYC_TEST_BROWSER === 'bundled' ? undefined : installedBrowser();
  if (executablePath) return { executablePath, env: environment(), args: flags() };
  return unpackBundledBrowser();
}

function installedBrowser() {
  const wish = process.env.CHROME_PATH;
  if (wish) {
    if (!isExecutable(wish)) throw new Error(`CHROME_PATH names no executable: ${wish}`);
    return wish;
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...elsewhere].find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function flags() {
  const isRoot = process.getuid?.() === 0;
  return [
    // Chromium refuses its sandbox to root, the usual user in a container.
    ...(isRoot ? ['--no-sandbox', '--disable-setuid-sandbox'] : []),
    '--disable-dev-shm-usage',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
  ];
}

function environment(more = {}) {
  const entries = Object.entries({ ...process.env, ...more }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

async function unpackBundledBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome, Chromium or Edge was found. Install one, or set CHROME_PATH to one.');
  }
  if (!existsSync(join(cache, 'chromium'))) await unpack();
  const libraries = [join(cache, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    executablePath: join(cache, 'chromium'),
    env: environment({ LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(cache, 'fonts.conf') }),
    args: [...flags(), '--no-zygote', '--disable-gpu'],
  };
}

/** Unpacks beside the cache and renames, so that two runs at once never meet half a browser. */
async function unpack() {
  const parent = join(cache, '..');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'kyc-browser-'));
  await unpackInto(folder);
  const packedFonts = await readFile(join(folder, 'fonts', 'fonts.conf'), 'utf8');
  await writeFile(
    join(folder, 'fonts.conf'),
    packedFonts.replace('<config>', `<dir>${join(cache, 'fonts')}</dir><config>`).replace('/tmp/fonts-cache/', join(cache, 'fonts-cache')),
  );
  await rename(folder, cache.replace(/\/$/, '')).catch(() => rm(folder, { recursive: true, force: true }));
}

/** The package unpacks into the temporary folder, and its libraries only where it believes to be in a cloud function. */
async function unpackInto(folder) {
  const wanted = { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
  const names = [...Object.keys(wanted), 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'];
  const before = names.map((name) => [name, process.env[name]]);
  Object.assign(process.env, wanted);
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
