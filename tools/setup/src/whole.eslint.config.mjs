import { createProjectGraphAsync } from '@nx/devkit';
import rules from '../../../eslint.config.mjs';
import { createPrograms } from './typescript-programs.mjs';

// The rule of layers reads Nx's graph from its cache, and is silent where there is none.
await createProjectGraphAsync({ exitOnError: true });

/** The same rules with the types of all projects at once, for a run over the whole tree. */
export default [
  ...rules,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: false, programs: createPrograms() } },
  },
];
