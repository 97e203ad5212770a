import { MAX_BYTES_IN_FUNCTION, MAX_TRAINING_BYTES, chooseInstances } from './choose-instances.ts';

const MB = 1024 ** 2;
const GB = 1024 ** 3;

describe('chooseInstances', () => {
  it.each([
    ['nothing', 0, 'function', 'ml.m5.large'],
    ['a few megabytes', 4 * MB, 'function', 'ml.m5.large'],
    ['the most for the smallest', 384 * MB, 'spark', 'ml.m5.large'],
    ['a byte more', 384 * MB + 1, 'spark', 'ml.m5.xlarge'],
    ['the most for the function', MAX_BYTES_IN_FUNCTION, 'function', 'ml.m5.large'],
    ['more than the function can', MAX_BYTES_IN_FUNCTION + 1, 'spark', 'ml.m5.large'],
    ['some gigabytes', 3 * GB, 'spark', 'ml.m5.4xlarge'],
    ['the most that is learned from', MAX_TRAINING_BYTES, 'spark', 'ml.m5.24xlarge'],
    ['more than that', 500 * GB, 'spark', 'ml.m5.24xlarge'],
  ])('%s', (_case, bytes, prepare, instanceType) => {
    const chosen = chooseInstances(bytes);

    expect(chosen.prepare).toBe(prepare);
    expect(chosen.training).toMatchObject({ instanceType, instanceCount: 1 });
  });

  it.each([
    [1 * GB, 2, 1],
    [64 * GB, 4, 10],
    [5000 * GB, 20, 10],
  ])('prepares and scores %d bytes on several instances', (bytes, processing, transform) => {
    const chosen = chooseInstances(bytes);

    expect(chosen.processing.instanceCount).toBe(processing);
    expect(chosen.transform.instanceCount).toBe(transform);
  });

  it('gives volumes room for the data', () => {
    const { processing, training, transform } = chooseInstances(100 * GB);

    expect(processing.volumeGb * processing.instanceCount).toBeGreaterThanOrEqual(400);
    expect(training.volumeGb).toBe(96);
    expect(transform.volumeGb).toBe(400);
  });

  it('lets an entry overrule it', () => {
    const { training } = chooseInstances(4 * MB, { type: 'ml.c5.4xlarge', count: 2 });

    expect(training).toMatchObject({ instanceType: 'ml.c5.4xlarge', instanceCount: 2 });
  });

  it.each([-1, NaN, Infinity])('refuses %d bytes', (bytes) => {
    expect(() => chooseInstances(bytes)).toThrow(RangeError);
  });
});
