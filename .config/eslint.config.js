/** Rules for code. Formatting is left to the hand; what is checked here is what goes wrong. */
import { fileURLToPath } from 'node:url';
import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import storybook from 'eslint-plugin-storybook';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const root = fileURLToPath(new URL('../', import.meta.url));
const templates = ['src/{views,elements,controllers}/**/*.ts', 'demo/{portal,review}/**/*.ts', 'stories/**/*.ts'];

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', '.data/', 'demo/hosts/*/dist/', 'custom-elements.json']),
  eslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // The class docblock is the API's reference and as long as the API: comments do not count.
      'max-lines': ['error', { max: 300, skipComments: true }],
      'max-params': ['error', 3],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always'],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-console': ['error', { allow: ['warn'] }],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Lit binds handlers to their host.
      '@typescript-eslint/unbound-method': 'off',
      // `!` comes with its reason beside it; that is for the reader to judge.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What arrives from a page or a server is not what its type promises.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // There are no enums, see below; to look for them took a tenth of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // It took a sixth of the time; its neighbours look at every value without a type that is assigned.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A port's method is async even where one adapter has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'A union of strings instead of an enum.' },
        { selector: 'TSParameterProperty', message: 'A field instead of a parameter property.' },
        {
          selector: 'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]',
          message: 'Markup is never made from strings.',
        },
      ],
    },
  },
  {
    files: templates,
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']],
    plugins: { 'lit-a11y': litA11y },
    // A dialog says with autofocus where a person starts in it.
    rules: { ...litA11y.configs.recommended.rules, 'lit/no-template-map': 'off', 'wc/guard-super-call': 'off', 'lit-a11y/no-autofocus': 'off' },
  },
  { files: ['stories/**/*.stories.ts'], extends: [storybook.configs['flat/recommended']] },
  {
    // Catalogues, seeds and style sheets are data.
    files: ['**/*.styles.ts', '**/locales/*.ts', '**/texts/*.ts', '**/seed/**/*.ts', 'demo/server/{mail,configuration}/**/*.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['test/**/*.ts', 'stories/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      // What a test calls it calls to see it work.
      '@typescript-eslint/no-deprecated': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
      'max-params': ['error', 4],
      // Chai's assertions are expressions.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  // What only the compiler looks at is used.
  { files: ['test/types/**/*.ts'], rules: { '@typescript-eslint/no-unused-vars': 'off' } },
  {
    files: ['demo/server/**/*.ts', '.config/**', 'test/**', '.storybook/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'Buffer', 'performance', 'setTimeout', 'setImmediate', 'clearTimeout', 'fetch', 'AbortSignal',
          'document', 'window', 'Element', 'MessageChannel', 'MutationObserver', 'requestAnimationFrame', 'localStorage', 'matchMedia', 'navigator', 'location']
          .map((name) => [name, 'readonly']),
      ),
    },
  },
);
