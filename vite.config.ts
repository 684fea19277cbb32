/**
 * Everything Vite builds, one mode per artefact: `cdn`, `worker`, `portal`, `review`, `server`, `receiver`. Any other mode (the test
 * runner's, Storybook's) gets the shared part only. The npm library is emitted by tsc, file by file, and needs no
 * bundler but for the worker, which must be one file.
 */
import { fileURLToPath } from 'node:url';
import { minify } from 'terser';
import { build, defineConfig, type Plugin, type UserConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/**
 * Gives the bundled Lit a Trusted Types policy of our name, made once per page: policy names are unique, so a second
 * copy of this file must find the first one's policy instead of creating it again.
 */
function renameLitPolicy(): Plugin {
  const creation = /(\w+)\.createPolicy\("lit-html",(\{createHTML:\w+=>\w+\})\)/;
  let isRenamed = false;
  return {
    name: 'kyc:rename-lit-policy',
    enforce: 'pre',
    transform(code, id) {
      if (!/lit-html\/(development\/)?lit-html\.js/.test(id)) return null;
      isRenamed = creation.test(code);
      const shared = '(globalThis[Symbol.for("kyc-verification-lit")]??=$1.createPolicy("kyc-verification-lit",$2))';
      // One expression on one line: the map of the line stays true.
      return { code: code.replace(creation, shared), map: null };
    },
    buildEnd(error) {
      if (!error && !isRenamed) this.error('the Trusted Types policy of lit-html was not found; see vite.config.ts');
    },
  };
}

/**
 * Gathers what the entry imports statically into one chunk: one request and one compression window instead of a dozen
 * small shared files. The entry itself only points there, so that no lazy chunk imports the entry: a page that loads it
 * as `…js?v=2` would otherwise get everything twice.
 */
const atOnce = new Set<string>();
function gatherStaticClosure(): Plugin {
  return {
    name: 'kyc:gather-static-closure',
    renderStart() {
      const visit = (id: string): void => {
        if (atOnce.has(id)) return;
        atOnce.add(id);
        this.getModuleInfo(id)?.importedIds.forEach(visit);
      };
      atOnce.clear();
      for (const id of this.getModuleIds()) if (this.getModuleInfo(id)?.isEntry) visit(id);
    },
  };
}

/** Style sheets without comments and needless whitespace: no minifier looks into templates. */
function tightenStyles(): Plugin {
  const tighten = (text: string): string =>
    text
      .replace(/\/\*[^]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/\s*([{};,])\s*/g, '$1')
      .replace(/: /g, ':')
      .replace(/;}/g, '}');
  return {
    name: 'kyc:tighten-styles',
    transform(code, id) {
      return id.endsWith('.styles.ts') ? { code: code.replace(/`[^`]*`/g, tighten), map: null } : null;
    },
  };
}

/** A second pass over what the bundler minified, if it did: about 2 % less to load. */
function squeeze(): Plugin {
  let isMinified = true;
  return {
    name: 'kyc:squeeze',
    configResolved({ build: { minify: wanted } }) {
      isMinified = wanted !== false;
    },
    async generateBundle(_options, bundle) {
      if (!isMinified) return;
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const map = file.map ? { content: JSON.stringify(file.map), asObject: true } : false;
        const result = await minify(file.code, { module: true, ecma: 2022, compress: { passes: 2 }, sourceMap: map });
        if (result.code === undefined) throw new Error(`${file.fileName} could not be squeezed`);
        file.code = `${result.code}\n//# sourceMappingURL=${file.fileName}.map\n`;
        const asset = bundle[`${file.fileName}.map`];
        if (asset?.type === 'asset') asset.source = JSON.stringify(result.map);
      }
    },
  };
}

/**
 * `intake-worker.js` beside the bundle. Sources say where it lies in the form a host's bundler knows; ours would take it
 * for an asset to place (and make it a `data:` URL in a library), and in `src/` it does not exist: the servers of the
 * tests and of Storybook build it when asked.
 */
function intakeWorker(): Plugin {
  let script: Promise<string> | undefined;
  return {
    name: 'kyc:intake-worker',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/src/intake/')) return null;
      return { code: code.replace("new URL('./intake-worker.js'", "new URL(/* @vite-ignore */ './intake-worker.js'"), map: null };
    },
    configureServer({ middlewares }) {
      middlewares.use('/src/intake/intake-worker.js', (_request, response, next) => {
        script ??= bundleWorker();
        script.then((text) => response.setHeader('Content-Type', 'text/javascript').end(text), next);
      });
    },
  };
}

async function bundleWorker(): Promise<string> {
  const built = await build({ configFile: path('vite.config.ts'), mode: 'worker', logLevel: 'warn', build: { write: false } });
  const [output] = Array.isArray(built) ? built : [];
  const [file] = output?.output ?? [];
  if (file?.type !== 'chunk') throw new Error('the intake worker was not built');
  return file.code;
}

/** Leaves `/widget/…` scripts as the page wrote them: the server serves the script-tag build there. */
function keepWidgetScript(): Plugin {
  return {
    name: 'kyc:keep-widget-script',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) => html.replace(/<script(?=[^>]*\ssrc="\/widget\/)/g, '<script vite-ignore'),
    },
  };
}

const cdn: UserConfig = {
  publicDir: false,
  plugins: [renameLitPolicy(), tightenStyles(), gatherStaticClosure(), squeeze()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: path('dist/cdn'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    lib: { entry: path('src/index.ts'), formats: ['es'] },
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        entryFileNames: 'kyc-verification.js',
        chunkFileNames: 'kyc-[name]-[hash].js',
        // Library output keeps its whitespace unless told otherwise.
        minify: true,
        codeSplitting: { groups: [{ name: 'core', test: (id) => atOnce.has(id) }] },
      },
    },
  },
};

/** For npm: readable, and so above the 4 KB up to which a host's bundler would turn it into a `data:` URL. */
const worker: UserConfig = {
  publicDir: false,
  plugins: [squeeze()],
  build: {
    outDir: path('dist/lib/intake'),
    emptyOutDir: false,
    target: 'es2022',
    minify: false,
    lib: { entry: path('src/intake/intake-worker.ts'), formats: ['iife'], name: 'kycIntakeWorker', fileName: () => 'intake-worker.js' },
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
};

function page(name: 'portal' | 'review', base: string): UserConfig {
  return {
    root: path(`demo/${name}`),
    base,
    plugins: [keepWidgetScript()],
    build: {
      outDir: path(`dist/demo/${name}`),
      emptyOutDir: true,
      target: 'es2022',
      // The pages' policy allows neither data: URLs nor inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  };
}

const server: UserConfig = {
  publicDir: false,
  build: {
    outDir: path('dist/demo/server'),
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    ssr: true,
    rolldownOptions: {
      input: { main: path('demo/server/main.ts'), 'inspection-child': path('demo/server/inspection/child.ts') },
      // All in one folder: the server finds dist/ and its inspecting process beside itself.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
};

/** A host's server that hears of changes; beside the backend, of which it shares nothing. */
const receiver: UserConfig = {
  publicDir: false,
  build: {
    outDir: path('dist/demo/receiver'),
    emptyOutDir: true,
    target: 'node20',
    ssr: true,
    rolldownOptions: { input: { main: path('demo/receiver/main.ts') }, output: { entryFileNames: '[name].js' } },
  },
};

const modes: Record<string, UserConfig> = {
  cdn,
  worker,
  portal: page('portal', '/'),
  review: page('review', '/admin/'),
  server,
  receiver,
};

export default defineConfig(({ mode }) => {
  const { plugins = [], ...config } = modes[mode] ?? {};
  return { clearScreen: false, plugins: [intakeWorker(), ...plugins], ...config };
});
