import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Rules that a machine can check and a reviewer should not have to. How code is laid out is the formatter's
 * (.oxfmtrc.json), module boundaries are in .dependency-cruiser.cjs. Nothing warns: a rule holds or is not here.
 */

const noClock = 'The domain is told the time (`now`); it never asks for it.';
const noChance = 'The domain is told ids and random values; it never makes them.';
const noLocalTime = 'Local time depends on the machine; Asia/Shanghai is counted by domain/terms.';

/** Asking the clock or a die: a replayed workflow would get another answer. */
const clockAndChance = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: noClock },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: noClock },
  { selector: "CallExpression[callee.name='Date']", message: noClock },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: noChance },
];

/** Reading a Date in the machine's time zone or language. */
const localTime = [
  {
    selector:
      'MemberExpression[property.name=' + '/^(get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|TimezoneOffset)$/]',
    message: noLocalTime,
  },
  { selector: 'MemberExpression[property.name=/^toLocale(Date|Time)String$/]', message: noLocalTime },
  { selector: "MemberExpression[object.name='Intl']", message: noLocalTime },
  { selector: "NewExpression[callee.name='Date'][arguments.length>1]", message: noLocalTime },
];

/** What the workflow sandbox does not have, or must not be used there. */
const sandboxGlobals = ['process', 'Buffer', 'crypto', 'performance', 'structuredClone', 'fetch', 'require'];

/** Timers belong to Temporal in workflows, and to nobody in the domain. */
const timerGlobals = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];

export default defineConfig(
  globalIgnores(['node_modules', 'dist', '.caselight', '.cache', 'prisma/client', 'docs']),
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Code is as wide as the formatter lets it be; it does not break comments.
      'max-len': ['error', { code: 10_000, comments: 130, ignoreUrls: true }],
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-debugger': 'error',
      'no-fallthrough': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['**/*.{mjs,cjs,js}'], rules: { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error' } },
  {
    files: ['domain/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...sandboxGlobals, ...timerGlobals],
      'no-restricted-syntax': ['error', ...clockAndChance, ...localTime],
    },
  },
  {
    // The SDK replaces the clock and the die in workflows; the machine's time zone it cannot.
    files: ['workflows/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...sandboxGlobals], 'no-restricted-syntax': ['error', ...localTime] },
  },
  {
    // No stray output in what people and machines read; a tool speaks on purpose.
    files: ['{domain,record,temporal,workflows,activities,api,worker,web}/**/*.{ts,tsx}'],
    ignores: ['{api,worker}/main.ts'],
    rules: { 'no-console': 'error' },
  },
);
