/** What the driver does while a struck request holds: to the page, the browser, the connection or the backend. */
import { openBrowser, openPage } from './browsers.ts';
import type { Act } from './fault.ts';
import type { Scene } from './run.ts';

const outageMs = 8000;

/** Resolves when the request may go on, which it then does. */
export async function act(scene: Scene): Promise<void> {
  const { plan, proxy } = scene;
  if (plan.act) await acts[plan.act](scene);
  proxy.goOn();
}

const acts: Readonly<Record<Act, (scene: Scene) => Promise<void>>> = {
  async reload({ person, seen, proxy }) {
    seen.push(...(await person.seen()));
    const reloading = person.page.reload({ waitUntil: 'domcontentloaded' });
    await reloading;
    proxy.goOn();
  },

  async kill_browser(scene) {
    const { person, options, settings, proxy } = scene;
    scene.seen.push(...(await person.seen()));
    const old = scene.ownBrowser?.process();
    const gone = new Promise((resolve) => old?.once('exit', resolve));
    old?.kill('SIGKILL');
    await gone;
    proxy.goOn();
    scene.ownBrowser = await openBrowser(options.browserName, `${options.folder}/profile`);
    scene.context = scene.ownBrowser;
    const page = await openPage(scene.ownBrowser, settings);
    await page.goto(proxy.origin, { waitUntil: 'domcontentloaded' });
    person.page = page;
  },

  async kill_backend({ options, proxy }) {
    await options.world.backend.kill();
    proxy.goOn();
    await options.world.backend.restart();
  },

  async second_tab(scene) {
    const page = await openSecond(scene);
    const rows = await page.evaluate(() => window.kycRig?.look().rows ?? []);
    const asking = rows.find(({ phase }) => phase === 'needs_file');
    if (asking) scene.problems.push({ kind: 'false', what: 'the second tab asks for a file that the first is sending' });
    scene.proxy.goOn();
    await untilSent(scene);
  },

  async first_tab_closes(scene) {
    const { person, proxy } = scene;
    const page = await openSecond(scene);
    scene.seen.push(...(await person.seen()));
    const first = person.page;
    person.page = page;
    await first.close();
    proxy.goOn();
  },

  async move_element({ person }) {
    await person.page.evaluate(() => {
      const element = document.querySelector('kyc-verification');
      const other = document.createElement('main');
      document.body.append(other);
      if (element) other.append(element);
    });
  },

  async remove_element({ person, realMs }) {
    await person.page.evaluate((ms) => {
      const element = document.querySelector('kyc-verification');
      element?.remove();
      return new Promise((resolve) => {
        setTimeout(() => resolve(element && document.body.append(element)), ms);
      });
    }, 3000);
    await passed(realMs(100));
  },

  async outage(scene) {
    scene.proxy.goDown();
    await passed(scene.realMs(outageMs));
    scene.proxy.comeUp();
    await scene.person.page.evaluate(() => window.kycRig?.sayOnline(true));
  },

  async outage_with_false_online(scene) {
    const { proxy, person, realMs } = scene;
    proxy.goDown();
    for (let tick = 0; tick < 8; tick += 1) {
      await passed(realMs(outageMs / 8));
      await person.page.evaluate(() => window.kycRig?.sayOnline(true));
    }
    proxy.comeUp();
  },

  async say_offline({ person }) {
    await person.page.evaluate(() => window.kycRig?.sayOnline(false));
  },
};

async function openSecond(scene: Scene) {
  const page = await openPage(scene.context, scene.settings);
  scene.otherPage = page;
  await page.goto(scene.proxy.origin, { waitUntil: 'domcontentloaded' });
  const endsAt = Date.now() + scene.realMs(60_000);
  while (!(await page.evaluate(() => window.kycRig?.look().isReady))) {
    if (Date.now() > endsAt) throw new Error('the second tab does not get ready');
    await passed(50);
  }
  return page;
}

/** Both tabs show the truth: what the first sends, the second shows soon after. */
async function untilSent({ otherPage, realMs, problems, seen }: Scene): Promise<void> {
  if (!otherPage) return;
  const endsAt = Date.now() + realMs(300_000);
  while (!(await otherPage.evaluate(() => window.kycRig?.look().isSent))) {
    if (Date.now() > endsAt) return void problems.push({ kind: 'untold', what: 'the second tab never showed that all was sent' });
    await passed(100);
  }
  seen.push(...((await otherPage.evaluate(() => window.kycRig?.seen)) ?? []));
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
