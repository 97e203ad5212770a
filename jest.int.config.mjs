/** Tests against real parts (moto, the local cloud, Terraform), one file after the other. */
export default {
  // Of all projects: jest takes no project's own where it runs several. Machines may be busy.
  testTimeout: 120_000,
  testSequencer: '<rootDir>/tools/e2e/src/permissions-last.mjs',
  projects: ['<rootDir>/{apps,libs,tools}/*/jest.int.config.mjs'],
};
