import { metricsOf } from './embedded-metrics.ts';

const line = (document: object, metrics: object[] = [{ Name: 'Errors', Unit: 'Count' }]) =>
  JSON.stringify({
    _aws: {
      Timestamp: 1_700_000_000_000,
      CloudWatchMetrics: [
        { Namespace: 'Ours', Dimensions: [['service', 'model']], Metrics: metrics },
      ],
    },
    service: 's',
    model: 'm',
    ...document,
  });

const expected = {
  namespace: 'Ours',
  name: 'Errors',
  unit: 'Count',
  dimensions: [
    ['service', 's'],
    ['model', 'm'],
  ],
  timestamp: 1_700_000_000_000,
};

describe('metricsOf', () => {
  it.each([
    ['a value', { Errors: 3 }, [3]],
    ['several values', { Errors: [1, 2] }, [1, 2]],
  ])('reads %s', (_, document, values) => {
    expect(metricsOf(line(document))).toEqual([{ ...expected, values }]);
  });

  it('reads what the console wrote', () => {
    expect(metricsOf(`2026-01-01T00:00:00.000Z\tid\tINFO\t${line({ Errors: 3 })}`)).toHaveLength(1);
  });

  it.each([
    ['no document', 'START RequestId: 1'],
    ['no metric', '{"message":"CloudWatchMetrics"}'],
    ['half a document', line({ Errors: 3 }).slice(0, -1)],
    ['no value', line({})],
    ['a value that is no number', line({ Errors: 'many' })],
    ['a document about itself', '{"_aws":{"CloudWatchMetrics":1}} "CloudWatchMetrics"'],
  ])('finds none in %s', (_, text) => {
    expect(metricsOf(text)).toEqual([]);
  });
});
