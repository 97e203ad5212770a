import type { ModelDiagnostics } from '@ngwaf/contracts';
import { areaUnderCurve, type Labelled } from '@ngwaf/drift';

/** How a model decides at one threshold. */
export interface Confusion {
  precision: number;
  recall: number;
  false_pos_rate: number;
  accuracy: number;
  f1_score: number;
}

/** 0 divided by 0 is 0: nothing was found where nothing was to be found. */
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Figures at a threshold: a score that reaches it counts as 1. */
export const confusionAt = (cases: readonly Labelled[], threshold: number): Confusion => {
  let [truePositives, falsePositives, positives] = [0, 0, 0];
  for (const { score, label } of cases) {
    positives += label;
    if (score < threshold) continue;
    if (label === 1) truePositives += 1;
    else falsePositives += 1;
  }
  const negatives = cases.length - positives;
  return {
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, positives),
    false_pos_rate: share(falsePositives, negatives),
    accuracy: share(truePositives + negatives - falsePositives, cases.length),
    f1_score: share(2 * truePositives, truePositives + falsePositives + positives),
  };
};

const DIAGNOSED = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** Figures at the thresholds that job items list. */
export const diagnose = (cases: readonly Labelled[]): ModelDiagnostics => {
  const figures = DIAGNOSED.map((threshold) => confusionAt(cases, threshold));
  const column = (name: keyof Confusion) => figures.map((each) => each[name]);
  return {
    threshold: DIAGNOSED,
    precision: column('precision'),
    recall: column('recall'),
    false_pos_rate: column('false_pos_rate'),
    accuracy: column('accuracy'),
    f1_score: column('f1_score'),
  };
};

const HUNDREDTHS = Array.from({ length: 99 }, (_, index) => (index + 1) / 100);

/** The threshold, in hundredths, with the best F1; of equals the one nearest to the middle of them. */
export const chooseThreshold = (cases: readonly Labelled[]): number => {
  const scored = HUNDREDTHS.map((threshold) => ({
    threshold,
    f1: confusionAt(cases, threshold).f1_score,
  }));
  const best = Math.max(...scored.map(({ f1 }) => f1));
  const equals = scored.filter(({ f1 }) => f1 === best);
  return equals[Math.floor(equals.length / 2)]?.threshold ?? 0.5;
};

/** A model on the test rows, at the threshold that suits it best there. */
export interface Figures {
  auc: number;
  threshold: number;
  at: Confusion;
}

/** @throws {RangeError} one of the labels is absent. */
export const measure = (cases: readonly Labelled[]): Figures => {
  const auc = areaUnderCurve(cases);
  if (auc === undefined) throw new RangeError('expected test rows of both labels');
  const threshold = chooseThreshold(cases);
  return { auc, threshold, at: confusionAt(cases, threshold) };
};
