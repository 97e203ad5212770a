import { createRequire } from 'node:module';

// Jest's own sequencer is CommonJS whose class is its `default`.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** Runs the proof of the permissions behind all other files: what these did is part of it. */
export default class PermissionsLast extends Sequencer {
  sort(tests) {
    const isLast = ({ path }) => path.endsWith('permissions.int-spec.ts');
    const sorted = super.sort(tests);
    return [...sorted.filter((test) => !isLast(test)), ...sorted.filter(isLast)];
  }
}
