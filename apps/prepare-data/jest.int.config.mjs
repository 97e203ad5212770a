import { jestPreset } from '../../jest.preset.mjs';

/** Against a real engine: moto's server, started by the specs themselves. */
export default {
  ...jestPreset,
  displayName: 'prepare-data (moto)',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  testTimeout: 60_000,
};
