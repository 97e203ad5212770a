/** Tests against real parts (moto, the local cloud, Terraform), one file after the other. */
export default {
  projects: ['<rootDir>/{apps,libs,tools}/*/jest.int.config.mjs'],
};
