/**
 * The one direction of imports in src/ (model ← contract ← client | intake | upload | storage ← engine ← controllers ←
 * views ← elements ← index), and no cycles. What a room may import is listed; everything else in src/ is forbidden.
 */
const middle = ['client', 'intake', 'upload', 'storage'];
const rooms = {
  model: [],
  contract: ['model'],
  client: ['model', 'contract'],
  intake: ['model', 'contract'],
  upload: ['model', 'contract'],
  storage: ['model', 'contract'],
  engine: ['model', 'contract', ...middle],
  controllers: ['model', 'contract', 'engine'],
  localization: ['model'],
  styles: [],
  views: ['model', 'contract', 'controllers', 'localization', 'styles'],
  elements: ['model', 'contract', 'engine', 'controllers', 'views', 'localization', 'styles'],
  testing: ['model', 'contract', ...middle],
};

const direction = Object.entries(rooms).map(([room, allowed]) => ({
  name: `direction-of-${room}`,
  comment: `${room}/ imports only from ${[room, ...allowed].join(', ')}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...direction,
    {
      name: 'no-circular',
      comment: 'at run time; a type may know the one who uses it',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'ports-only-in-engine',
      comment: 'only create-engine names concrete adapters, and it loads what only some people need when they need it',
      severity: 'error',
      from: { path: '^src/engine/' },
      // Logging out offline must not depend on a chunk that cannot be fetched.
      to: {
        path: '^src/(intake|upload|storage)/', pathNot: '^src/storage/resume-database\\.ts$',
        dependencyTypesNot: ['type-only'], dynamic: false,
      },
    },
    {
      name: 'adapters-only-in-create-engine',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: '^src/engine/(create-engine|late-parts)\\.ts$' },
      to: { path: '^src/((intake|upload|storage)/|client/http-)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-lit-in-logic',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(controllers|views|elements|styles)/|^src/(index|react)\\.ts$' },
      to: { path: 'node_modules/(lit|lit-html|lit-element|@lit)/' },
    },
    {
      name: 'no-zod-outside-contract',
      comment: 'schemas live in contract/; client and testing may parse with them',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(contract|client|storage|testing)/' },
      to: { path: 'node_modules/zod/' },
    },
    {
      name: 'openapi-is-for-tools',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/contract/openapi\\.ts$' },
      to: { path: '^src/contract/openapi' },
    },
    {
      name: 'src-stands-alone',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(demo|test|stories|\\.config|\\.storybook)/' },
    },
    {
      name: 'no-testing-in-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/testing/' },
      to: { path: '^src/testing/' },
    },
    {
      name: 'no-dev-dependency-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm-peer', 'type-only'] },
    },
    {
      name: 'not-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^/widget/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: 'specify',
    // The only kind there is; what is not looked for saves a quarter of the time.
    moduleSystems: ['es6'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
