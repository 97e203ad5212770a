import { dataBucketKeys } from '@ngwaf/contracts';

import { beforeInitialDeposit } from './before-initial-deposit.ts';
import { gamblingBehaviour } from './gambling-behaviour.ts';
import { createRandom } from './random.ts';

/** A file of made-up data, and where it belongs. */
export interface SyntheticFile {
  /** Short name of the data bucket. */
  dataBucket: string;
  key: string;
  content: string;
}

export const SYNTHETIC_ROWS = {
  'before-initial-deposit': 3000,
  'gambling-behaviour': 5000,
} as const;

const file = (name: string, seed: number) => `${name}synthetic-${seed}.csv`;

/**
 * Data for the gambling models with the columns of the real ones; the same for the same seed.
 *
 * Small enough to be made and uploaded in a second or two, and large enough to learn from.
 */
export const syntheticData = (seed = 1, scale = 1): SyntheticFile[] => {
  const rows = (name: keyof typeof SYNTHETIC_ROWS) => Math.round(SYNTHETIC_ROWS[name] * scale);
  const { recordsPrefix, anchorsPrefix } = dataBucketKeys;
  const behaviour = gamblingBehaviour(createRandom(seed + 1), rows('gambling-behaviour'));
  return [
    {
      dataBucket: 'before-initial-deposit',
      key: file(recordsPrefix, seed),
      content: beforeInitialDeposit(createRandom(seed), rows('before-initial-deposit')),
    },
    {
      dataBucket: 'gambling-behaviour',
      key: file(recordsPrefix, seed),
      content: behaviour.records,
    },
    {
      dataBucket: 'gambling-behaviour',
      key: file(anchorsPrefix, seed),
      content: behaviour.anchors,
    },
  ];
};
