import { jestPreset } from '../../jest.preset.mjs';

/** Against the twin in Python. */
export default {
  ...jestPreset,
  displayName: 'masking (Python)',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  testTimeout: 60_000,
};
