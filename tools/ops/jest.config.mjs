import { jestPreset } from '../../jest.preset.mjs';

const [[, swc]] = Object.entries(jestPreset.transform);

// The tests run on whatever Node is here; the warning would only bury their output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

export default {
  ...jestPreset,
  displayName: 'ops',
  // The set-up, which runs before anything is installed, is plain JavaScript.
  transform: { '^.+\\.(ts|mjs)$': swc },
};
