import { ModelUnavailableError } from './errors.ts';
import { createInProcessScorer, type InProcessModel } from './in-process-scorer.ts';

const model: InProcessModel = {
  threshold: 0.8,
  score: (instance) =>
    typeof instance === 'string'
      ? { score: 0.1, reasons: [] }
      : {
          score: 0.9,
          reasons: instance.parts.map(({ kind, name }) => ({
            kind,
            name,
            score: 0.9,
            features: ["' or 1"],
          })),
        },
};
const score = createInProcessScorer({ current: async () => ({ version: 'job-1', model }) });

it('answers as the container does, under the version that is live', async () => {
  const parts = [{ kind: 'query', name: 'q', text: '1' }];

  expect(await score({ instances: ['a', { parts }] })).toEqual({
    predictions: [0.1, 0.9],
    model: 'job-1',
    threshold: 0.8,
    reasons: [[], [{ kind: 'query', name: 'q', score: 0.9, features: ["' or 1"] }]],
  });
});

it('scores no features of other models', async () => {
  await expect(score({ instances: [{ age: 3 }] })).rejects.toThrow(/a text or the parts/);
});

it('passes on that there is no model', async () => {
  const none = createInProcessScorer({
    current: () => Promise.reject(new ModelUnavailableError()),
  });

  await expect(none({ instances: ['a'] })).rejects.toMatchObject({ code: 'model_unavailable' });
});
