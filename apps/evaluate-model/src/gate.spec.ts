import { decide } from './gate.ts';
import type { Figures } from './metrics.ts';

const figures = (f1_score: number, auc: number): Figures => ({
  auc,
  threshold: 0.5,
  at: { f1_score, precision: 0, recall: 0, false_pos_rate: 0, accuracy: 0 },
});
const GATE = { minF1Gain: 0.01, maxAucLoss: 0.005, minAuc: 0.55 };
const champion = figures(0.6, 0.7);

it.each([
  ['a better F1', figures(0.62, 0.7), true, 'better: F1 0.6200 against 0.6000'],
  ['a better F1 for a little AUC', figures(0.62, 0.696), true, 'better: '],
  ['a better F1 for too much AUC', figures(0.62, 0.694), false, 'ranks worse: '],
  ['a better F1 within the margin', figures(0.605, 0.75), false, 'not better: '],
  ['the same F1 and a better AUC', figures(0.6, 0.71), true, 'better: '],
  ['the same of both', champion, false, 'not better: '],
  ['a worse F1', figures(0.5, 0.9), false, 'not better: '],
])('%s: promoted %j', (_case, challenger, promoted, reason) => {
  const verdict = decide(challenger, champion, GATE);

  expect(verdict.promoted).toBe(promoted);
  expect(verdict.reason).toContain(reason);
});

it.each([
  [0.55, true, 'first version: AUC 0.5500, F1 0.6000 on the test rows'],
  [0.5499, false, 'not good enough: AUC 0.5499, F1 0.6000 on the test rows; a first version needs'],
])('a first version with an AUC of %d: promoted %j', (auc, promoted, reason) => {
  const verdict = decide(figures(0.6, auc), undefined, GATE);

  expect(verdict.promoted).toBe(promoted);
  expect(verdict.reason).toContain(reason);
});
