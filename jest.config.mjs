/** Unit tests of every project in one run. */
export default {
  projects: ['<rootDir>/{apps,libs,tools}/*/jest.config.mjs', '<rootDir>/infra/jest.config.mjs'],
};
