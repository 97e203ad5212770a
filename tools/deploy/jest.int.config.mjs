import { jestPreset } from '../../jest.preset.mjs';

// The tests run on whatever Node is here; the warning would only bury their output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

/** Against the real local cloud, each file with one of its own. */
export default {
  ...jestPreset,
  displayName: 'deploy (integration)',
  testMatch: ['<rootDir>/src/**/*.int-spec.ts'],
  testTimeout: 60_000,
};
