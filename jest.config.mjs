/** Unit tests of every project in one run. */
export default {
  // A busy machine is no failure.
  testTimeout: 30_000,
  projects: ['<rootDir>/{apps,libs,tools}/*/jest.config.mjs', '<rootDir>/infra/jest.config.mjs'],
};
