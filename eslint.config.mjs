import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import globals from 'globals';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/** What each layer may import; the table in CONTRIBUTING.md is this one in words. */
const layers = {
  app: ['client', 'kit', 'contract', 'testing'],
  client: ['kit', 'contract', 'testing'],
  kit: ['contract', 'testing'],
  contract: ['contract'],
  testing: ['client', 'kit', 'contract'],
  infra: ['contract'],
  notebook: [],
  // Of infra, what its package exports: configuration that needs no CDK.
  tool: ['client', 'kit', 'contract', 'testing', 'infra', 'tool'],
};

const testingIsForSpecs = {
  group: ['@ngwaf/testing'],
  message: 'Builders and the emulator are for specs alone.',
};
const noProviderBarrel = {
  regex: '^@cdktf/provider-aws$',
  message:
    'Import provider classes by subpath (@cdktf/provider-aws/lib/…): the barrel costs seconds.',
};
const noWholeZod = {
  regex: '^zod$',
  message:
    "What goes into bundles takes `import * as z from 'zod/mini'`: zod's barrel adds 450 KB.",
};
const onlyInInfra = {
  regex: '^(cdktf|constructs|@cdktf/)',
  message: 'Imports of the CDK and its providers stay inside infra/.',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.local/**',
      '.nx/**',
      '**/cdktf.out/**',
      '**/coverage/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: ['.*/jest\\.preset\\.mjs$'],
          depConstraints: Object.entries(layers).map(([layer, allowed]) => ({
            sourceTag: `layer:${layer}`,
            onlyDependOnLibsWithTags: allowed.map((name) => `layer:${name}`),
          })),
        },
      ],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [testingIsForSpecs, onlyInInfra] }],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [testingIsForSpecs, onlyInInfra, noWholeZod] },
      ],
    },
  },
  {
    files: ['infra/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [testingIsForSpecs, noProviderBarrel] }],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.int-spec.ts', 'libs/testing/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [noProviderBarrel] }],
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['tools/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: globals.node },
  },
  prettier,
);
