/** Tests against real parts (moto, the local cloud, Terraform), one file after the other. */
export default {
  testSequencer: '<rootDir>/tools/e2e/src/permissions-last.mjs',
  projects: ['<rootDir>/{apps,libs,tools}/*/jest.int.config.mjs'],
};
