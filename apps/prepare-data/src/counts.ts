import type { Split, Training } from '@ngwaf/model-catalogue';

import type { Dropped } from './anchors.ts';
import { TrainingDataInvalidError } from './errors.ts';

/** Below these of each label nothing can be learned, or compared. */
const MIN_PER_LABEL: Record<Split, number> = { train: 10, validation: 2, test: 5 };

/** How many rows there are of each kind. */
export const createCounts = () => {
  const none = () => ({ '0': 0, '1': 0 });
  const splits: Record<Split, Record<'0' | '1', number>> = {
    train: none(),
    validation: none(),
    test: none(),
  };
  const dropped: Record<Dropped, number> = { unlabelled: 0, censored: 0, known_before: 0 };
  const of = (label: '0' | '1') =>
    splits.train[label] + splits.validation[label] + splits.test[label];

  return {
    drop: (why: Dropped): void => {
      dropped[why] += 1;
    },
    add: (split: Split, label: 0 | 1): void => {
      splits[split][label === 1 ? '1' : '0'] += 1;
    },
    report: () => ({ rows: { '0': of('0'), '1': of('1') }, splits, dropped }),
    /** @throws {TrainingDataInvalidError} there are too few rows, or too few of a label. */
    check: ({ minRows }: Training): void => {
      const total = of('0') + of('1');
      const left = Object.entries(dropped).filter(([, count]) => count > 0);
      const besides =
        left.length === 0
          ? ''
          : ` (not used: ${left.map(([why, count]) => `${count} ${why}`).join(', ')})`;
      if (total < minRows) {
        throw new TrainingDataInvalidError(
          'The data set',
          `at least ${minRows} labelled rows`,
          `${total}${besides}`,
        );
      }
      for (const [split, least] of Object.entries(MIN_PER_LABEL) as [Split, number][]) {
        const { '0': zeros, '1': ones } = splits[split];
        if (Math.min(zeros, ones) >= least) continue;
        throw new TrainingDataInvalidError(
          'The data set',
          `at least ${least} rows of each label to ${PURPOSES[split]}`,
          `${zeros} of label 0 and ${ones} of label 1, of ${of('0')} and ${of('1')} in all${besides}`,
        );
      }
    },
  };
};

const PURPOSES: Record<Split, string> = {
  train: 'learn from',
  validation: 'validate with',
  test: 'compare on',
};
