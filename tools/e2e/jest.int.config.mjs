import { jestPreset } from '../../jest.preset.mjs';

export default {
  ...jestPreset,
  displayName: 'e2e',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
};
