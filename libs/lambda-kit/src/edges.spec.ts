import fc from 'fast-check';
import * as z from 'zod/mini';

import { describeValue } from './describe-value.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { parseEnv } from './parse-env.ts';
import { taskHandler } from './task-handler.ts';

describe('parseEnv', () => {
  const schema = z.object({ TABLE: z.string().check(z.minLength(1)), LIMIT: z.coerce.number() });

  it('gives back the parsed variables', () => {
    expect(parseEnv(schema, { TABLE: 'jobs', LIMIT: '5', OTHER: 'x' })).toEqual({
      TABLE: 'jobs',
      LIMIT: 5,
    });
  });

  it('names the variables at fault and shows no value', () => {
    const parse = () => parseEnv(schema, { LIMIT: 'hunter2' });

    expect(parse).toThrow('TABLE (not set), LIMIT (not valid)');
    expect(parse).not.toThrow('hunter2');
  });
});

describe('taskHandler', () => {
  const silent = createLogger({}, () => {});
  const context = { getRemainingTimeInMillis: () => 1000 };
  const handle = taskHandler(
    z.object({ n: z.number() }),
    async ({ n }) => ({ twice: 2 * n }),
    silent,
  );

  it('returns what the use case returns', async () => {
    await expect(handle({ n: 2 }, context)).resolves.toEqual({ twice: 4 });
  });

  it('refuses an input of another form', async () => {
    await expect(handle({ n: 'two' }, context)).rejects.toMatchObject({
      name: 'InvalidRequestError',
      message: 'n: expected a number, found "two"',
    });
  });

  it('lets errors through, so that state machines can match them', async () => {
    const error = new TypeError('broken');
    const failing = taskHandler(z.object({}), () => Promise.reject(error), silent);

    await expect(failing({}, context)).rejects.toBe(error);
  });
});

describe('createLogger', () => {
  it('writes a line for anything that can be logged', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (fields) => {
        const lines: string[] = [];

        createLogger({}, (line) => lines.push(line)).info('hello', fields);

        expect(lines).toHaveLength(1);
        expect(lines[0]).not.toContain('\n');
      }),
    ));

  it('survives a field that refers to itself', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    const lines: string[] = [];

    createLogger({}, (line) => lines.push(line)).error('loop', { loop });

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'ERROR', message: 'loop' });
  });

  it('adds its context to each line', () => {
    const lines: string[] = [];

    createLogger({ a: 1 }, (line) => lines.push(line))
      .with({ b: 2 })
      .warn('x', { c: 3 });

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'WARN', a: 1, b: 2, c: 3 });
  });
});

describe('createMetrics', () => {
  it('writes the embedded metric format', () => {
    const lines: string[] = [];
    const metrics = createMetrics(
      'sm-serving',
      (line) => lines.push(line),
      () => 1234,
    );

    metrics({ PayloadsScored: [3, 'Count'] });

    expect(JSON.parse(lines[0] ?? '')).toEqual({
      _aws: {
        Timestamp: 1234,
        CloudWatchMetrics: [
          {
            Namespace: 'NGWAF',
            Dimensions: [['service']],
            Metrics: [{ Name: 'PayloadsScored', Unit: 'Count' }],
          },
        ],
      },
      service: 'sm-serving',
      PayloadsScored: 3,
    });
  });
});

describe('describeValue', () => {
  it.each([
    [undefined, 'nothing'],
    [null, 'null'],
    ['', 'an empty string'],
    ['abc', '"abc"'],
    ['x'.repeat(100), 'a string of 100 characters'],
    [[1, 2], 'an array of 2'],
    [{}, 'an empty object'],
    [{ a: 1 }, 'an object with a'],
    [{ a: 1, b: 2, c: 3, d: 4 }, 'an object with a, b, c, …'],
    [true, 'true'],
  ])('says %j is %s', (value, words) => {
    expect(describeValue(value)).toBe(words);
  });
});
