/**
 * The package as npm would publish it, installed into a host of its own: a small Vite app and a plain page. What `dist/`
 * holds is packed, so a build must be there; its dependencies are linked from ours, so no network is needed.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface InstalledPackage {
  /** The host's folder: `index.html` with its module, `public/`, `node_modules/`. */
  readonly hostDir: string;
  /** The host built, in the layout of the backend's `KYC_STATIC_DIR`. */
  readonly siteDir: string;
  remove(): Promise<void>;
}

export async function installPackage(): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'kyc-host-'));
  const hostDir = join(folder, 'host');
  const siteDir = join(folder, 'site');
  await cp(join(root, 'test/support/package-host'), hostDir, { recursive: true });
  // Pictures the reference backend's categories point to.
  await cp(join(root, 'demo/portal/public'), join(hostDir, 'public'), { recursive: true });
  await cp(join(root, 'test/fixtures/corpus/files/pdf-bill.pdf'), join(hostDir, 'public/pdf-bill.pdf'));
  await install(folder, join(hostDir, 'node_modules'));
  await cp(join(hostDir, 'node_modules/kyc-verification/dist/cdn'), join(hostDir, 'public/node_modules/kyc-verification/dist/cdn'), { recursive: true });
  await build({ root: hostDir, configFile: false, logLevel: 'warn', build: { outDir: join(siteDir, 'demo/portal'), emptyOutDir: true, modulePreload: { polyfill: false } } });
  return { hostDir, siteDir, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function install(folder: string, modulesDir: string): Promise<void> {
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const [tarball] = JSON.parse(packed) as { filename: string }[];
  if (!tarball) throw new Error('nothing was packed');
  const installed = join(modulesDir, 'kyc-verification');
  await mkdir(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, tarball.filename), '-C', installed, '--strip-components=1']);
  const { dependencies } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) {
    await mkdir(dirname(join(modulesDir, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(modulesDir, name));
  }
}
