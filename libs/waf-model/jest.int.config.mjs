import { jestPreset } from '../../jest.preset.mjs';

/** Against the Python package, in a process of the workspace's virtual environment. */
export default {
  ...jestPreset,
  displayName: 'waf-model (Python)',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  testTimeout: 300_000,
};
