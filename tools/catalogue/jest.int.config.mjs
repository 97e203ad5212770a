import { jestPreset } from '../../jest.preset.mjs';

/** Grows forests for real, with the code of the random-forest image. */
export default {
  ...jestPreset,
  displayName: 'catalogue (forests)',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  testTimeout: 60_000,
};
