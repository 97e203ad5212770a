import { jestPreset } from '../../jest.preset.mjs';

// The tests run on whatever Node is here; the warning would only bury their output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Against moto's server, started by the specs themselves. */
export default {
  ...jestPreset,
  displayName: 'stack (moto)',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  testTimeout: 60_000,
};
