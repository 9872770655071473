/**
 * The walls of the house. What a compiler cannot see is seen here, and each message says why the rule is there.
 * `npm run walls` makes every mistake on purpose and shows which net catches it.
 */
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { walls } from './e2e/walls/lint-rules.js'

const typed = ['**/*.ts', '**/*.tsx']
const configs = ['*.config.{js,ts}', '**/vite.config.ts', '**/vitest.config.ts']
const tests = ['**/*.test.ts', '**/*.test.tsx', 'e2e/**', 'main/core/testing/**']

const everywhere = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'A default export has no name of its own, so nobody can search for it. Export it by name.',
  },
  {
    selector: 'ExportSpecifier[exported.name="default"]',
    message: 'A default export has no name of its own, so nobody can search for it. Export it by name.',
  },
  {
    selector: 'TSEnumDeclaration',
    message: 'An enum is a type that only exists at run time. Use a union of strings, or an object `as const`.',
  },
  {
    selector: ':matches(TSInterfaceDeclaration, TSTypeAliasDeclaration) TSPropertySignature:not([readonly=true])',
    message: 'What is passed around is not changed by whoever gets it: `readonly`.',
  },
  {
    selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
    message: 'What a machine says may be hostile: the page shows text, never markup.',
  },
  {
    selector: 'AssignmentExpression > MemberExpression.left[property.name=/^(inner|outer)HTML$/]',
    message: 'What a machine says may be hostile: the page shows text, never markup.',
  },
]

const shipped = [
  {
    selector:
      'MemberExpression[object.property.name="env"][property.name=/^(VITEST|NODE_ENV|JEST|CI|PLAYWRIGHT|MODE|.*TEST.*)/]',
    message: 'Shipped code does not know that it is being tested: pass in what differs.',
  },
  {
    selector: 'MemberExpression[object.property.name="env"][property.value=/^(VITEST|NODE_ENV|JEST|CI|MODE|.*TEST.*)/]',
    message: 'Shipped code does not know that it is being tested: pass in what differs.',
  },
  {
    selector: 'MetaProperty ~ Identifier[name="vitest"]',
    message: 'Shipped code does not know that it is being tested: tests stand beside it, in x.test.ts.',
  },
]

const rawIpc = [
  {
    selector: 'Identifier[name=/^ipc(Main|Renderer)$/]',
    message:
      'Raw IPC is spoken in one file on each side, which checks the sender and speaks the contract. Use that one.',
  },
]

export default defineConfig(
  { ignores: ['dist/**', 'release/**', 'test-results/**', 'assets/**', '**/node_modules/**', '.*/**', '**/*.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,mjs,ts,tsx}'],
    plugins: { walls },
    rules: {
      'walls/room': 'error',
      'walls/names': 'error',
      'no-restricted-syntax': ['error', ...everywhere],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
    },
  },
  {
    files: typed,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
      ],
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `return end(1)` leaves early, and says with what.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Of a string this gives code points, which is what is meant where it is written.
      '@typescript-eslint/no-misused-spread': 'off',
      // A port's methods are promises whether or not this one waits for anything.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['main/**', 'preload/**', 'renderer/**'],
    ignores: [...tests, ...configs],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...shipped, ...rawIpc] },
  },
  {
    files: ['main/surfaces/electron/carry.ts', 'preload/index.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...shipped] },
  },
  {
    // A test may read JSON without a schema: what is wrong with it fails the test.
    files: tests.flatMap((pattern) => (pattern.endsWith('**') ? [`${pattern}/*.ts`] : [pattern])),
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: configs,
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
  },
)
