import { jestPreset } from '../../jest.preset.mjs';

/** With the real tools of `.local/scrutiny-venv`. */
export default {
  ...jestPreset,
  displayName: 'scrutiny (tools)',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  testTimeout: 60_000,
};
