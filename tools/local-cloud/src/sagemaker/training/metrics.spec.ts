import { aNumber } from '../testing/matchers.ts';
import { Metrics } from './metrics.ts';

describe('Metrics', () => {
  it('keeps the last value of each metric that was printed as a number', () => {
    const metrics = new Metrics([
      { Name: 'f1', Regex: 'f1=(\\S+)' },
      { Name: 'loss', Regex: 'loss: ([0-9.e-]+)' },
      { Name: 'never', Regex: 'never=(.*)' },
    ]);

    metrics.read(['f1=0.5 f1=0.75', 'nothing', 'loss: 1e-3']);
    metrics.read(['f1=nan']);

    expect(metrics.final()).toEqual([
      { MetricName: 'f1', Value: 0.75, Timestamp: aNumber },
      { MetricName: 'loss', Value: 0.001, Timestamp: aNumber },
    ]);
  });
});
