import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadModel, type WafModel } from './waf-model.ts';

const base = join(import.meta.dirname, '../../../notebooks/base-model');

describe('a loaded model', () => {
  let model: WafModel;
  beforeAll(async () => {
    model = await loadModel(readFileSync(join(base, 'model.tar.gz')));
  });

  it('has the threshold of its manifest', () => {
    const manifest = JSON.parse(readFileSync(join(base, 'manifest.json'), 'utf8')) as object;

    expect(manifest).toMatchObject({ threshold: model.threshold });
  });

  it.each(["' or 1=1--", '/search?q=%3Cscript%3Ealert(1)%3C/script%3E', '../../../etc/passwd'])(
    'calls %s malicious',
    (payload) => {
      expect(model.score(payload).score).toBeGreaterThan(model.threshold);
    },
  );

  it.each(['kettle', '/products?page=2', 'a friendly note', ''])('calls %j benign', (payload) => {
    expect(model.score(payload).score).toBeLessThan(model.threshold);
  });

  it('names the parts that drove the score, strongest first', () => {
    const parts = [
      { kind: 'query', name: 'a', text: 'a friendly note' },
      { kind: 'query', name: 'b', text: 'plain' },
      { kind: 'cookie', name: 'c', text: "' or 1=1--" },
    ];

    const { score, reasons } = model.score({ parts });

    expect(reasons.map(({ kind, name }) => [kind, name])).toEqual([
      ['cookie', 'c'],
      ['query', 'a'],
    ]);
    expect(reasons[0]?.score).toBe(score);
  });
});
