/** What the manifest leaves out and how it names files; see `manifest.mjs`. */
const isPublic = ({ privacy, name = '' }) => (privacy ?? 'public') === 'public' && !/^[#_]/.test(name);
const lifecycle = new Set([
  'connectedCallback', 'disconnectedCallback', 'attributeChangedCallback', 'adoptedCallback', 'firstUpdated', 'updated',
  'update', 'willUpdate', 'shouldUpdate', 'createRenderRoot', 'render', 'formResetCallback', 'formDisabledCallback',
  'formAssociatedCallback', 'formStateRestoreCallback', 'styles', 'shadowRootOptions', 'formAssociated',
]);

const publicAsPublished = {
  name: 'public-as-published',
  packageLinkPhase({ customElementsManifest }) {
    customElementsManifest.modules = customElementsManifest.modules.filter(({ declarations }) =>
      declarations.some(({ customElement }) => customElement));
    for (const module of customElementsManifest.modules) {
      renamePaths(module);
      for (const declaration of module.declarations) {
        declaration.members = declaration.members?.filter((member) => isPublic(member) && !lifecycle.has(member.name));
        declaration.attributes = declaration.attributes?.filter(({ name }) => name);
      }
    }
  },
};

/** `src/elements/x.ts` is published as `dist/lib/elements/x.js`. */
function renamePaths(node) {
  for (const [key, value] of Object.entries(node)) {
    if (value && typeof value === 'object') renamePaths(value);
    else if ((key === 'path' || key === 'module') && typeof value === 'string') {
      node[key] = value.replace(/^\/?src\//, 'dist/lib/').replace(/\.ts$/, '.js');
    }
  }
}

export default {
  globs: ['src/elements/**/*.ts'],
  packagejson: false,
  litelement: true,
  plugins: [publicAsPublished],
};
