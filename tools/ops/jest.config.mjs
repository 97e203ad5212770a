import { jestPreset } from '../../jest.preset.mjs';

const [[, swc]] = Object.entries(jestPreset.transform);

export default {
  ...jestPreset,
  displayName: 'ops',
  // The set-up, which runs before anything is installed, is plain JavaScript.
  transform: { '^.+\\.(ts|mjs)$': swc },
};
