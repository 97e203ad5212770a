import { createRequire } from 'node:module';

// Jest's own sequencer is CommonJS whose class is its `default`.
const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/**
 * In this order behind all others: what these did is part of the proof; the next changes the stack;
 * and the last ships bundles from where others build them when they begin.
 */
const LAST = ['permissions.int-spec.ts', 'scoring-modes.int-spec.ts', 'life-cycle.int-spec.ts'];

const rankOf = ({ path }) => LAST.findIndex((name) => path.endsWith(name));

/** Runs the proof of the permissions behind all other files, and what cannot come before it behind that. */
export default class PermissionsLast extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rankOf(one) - rankOf(other));
  }
}
