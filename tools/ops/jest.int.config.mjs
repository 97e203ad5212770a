import unit from './jest.config.mjs';

/** Against a local cloud, started by the specs themselves. */
export default {
  ...unit,
  displayName: 'ops (local cloud)',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  testTimeout: 60_000,
};
