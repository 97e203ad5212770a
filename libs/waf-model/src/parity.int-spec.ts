import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { answerOf, disagreement, type Answer, type Case } from './testing/answers.ts';
import { oddCases } from './testing/odd-cases.ts';
import { loadModel, type WafModel } from './waf-model.ts';

const ROOT = join(import.meta.dirname, '../../..');
// More of them, or others: NGWAF_FUZZ_CASES=200000 NGWAF_FUZZ_SEED=7 NGWAF_FUZZ_MODEL=model.tar.gz.
const ARCHIVE = process.env['NGWAF_FUZZ_MODEL'] ?? join(ROOT, 'notebooks/base-model/model.tar.gz');
const CASES = Number(process.env['NGWAF_FUZZ_CASES'] ?? 3_000);
const SEED = Number(process.env['NGWAF_FUZZ_SEED'] ?? 1);
const PER_PROCESS = 1_000;

const answersOfPython = (cases: Case[]): Answer[] =>
  JSON.parse(
    execFileSync(
      join(ROOT, '.local/venv/bin/python'),
      [join(ROOT, 'notebooks/tools/reference_scores.py'), '--model', ARCHIVE],
      { input: JSON.stringify(cases), encoding: 'utf8', maxBuffer: 1 << 30 },
    ),
  ) as Answer[];

describe('the scorer', () => {
  let model: WafModel;
  beforeAll(async () => {
    model = await loadModel(readFileSync(ARCHIVE));
  });

  const chunks = Array.from({ length: Math.ceil(CASES / PER_PROCESS) }, (_, chunk) => SEED + chunk);
  it.each(chunks)('agrees with Python on odd cases, seed %i', (seed) => {
    const cases = oddCases(PER_PROCESS, seed);

    const expected = answersOfPython(cases);

    const found = cases.map((one) => answerOf(model, one));
    const differing = cases.flatMap((one, at) => {
      const about = disagreement(expected[at]!, found[at]!);
      return about ? [{ about, case: one, python: expected[at], typescript: found[at] }] : [];
    });
    expect(differing.slice(0, 3)).toEqual([]);
  });
});
