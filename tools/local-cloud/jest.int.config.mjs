import { jestPreset } from '../../jest.preset.mjs';

/** Against the real local cloud, each file with one of its own. */
export default {
  ...jestPreset,
  displayName: 'local-cloud (integration)',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  testTimeout: 60_000,
};
