import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { BUCKETS } from './buckets.ts';
import { answerOf, disagreement, type Answer, type Case } from './testing/answers.ts';
import { createModel } from './waf-model.ts';

const goldenFile = join(import.meta.dirname, '../../contracts/golden/scores.json');
const golden = JSON.parse(readFileSync(goldenFile, 'utf8')) as (Case & Answer & { name: string })[];

/** The model of round numbers that `reference_scores.py` has as well. */
const model = createModel({
  version: 'golden',
  threshold: 0.5,
  calibration: { slope: 0.5, offset: 0.125 },
  intercept: -0.25,
  weights: Float32Array.from({ length: BUCKETS }, (_, bucket) => ((bucket % 7) - 3) / 8),
});

describe('a model of round numbers', () => {
  it.each(golden.map((vector) => [vector.name, vector] as const))(
    'scores %s as Python does',
    (_name, vector) => {
      const answer = answerOf(model, vector);

      expect(answer.parts).toEqual(vector.parts);
      expect(answer.texts).toEqual(vector.texts);
      expect(disagreement(vector, answer)).toBeUndefined();
    },
  );
});
