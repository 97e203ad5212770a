import { jestPreset } from '../../jest.preset.mjs';

// The tests run on whatever Node is here; the warning would only bury their output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Against moto's server, and against a local cloud of their own with Terraform. */
export default {
  ...jestPreset,
  displayName: 'stack (local cloud)',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  testTimeout: 60_000,
};
