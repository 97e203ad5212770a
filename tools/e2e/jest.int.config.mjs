import { jestPreset } from '../../jest.preset.mjs';

export default {
  ...jestPreset,
  displayName: 'e2e',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  // One stack for all files: bringing it up is the slowest part.
  globalSetup: '<rootDir>/src/global-setup.mjs',
  globalTeardown: '<rootDir>/src/global-teardown.mjs',
};
