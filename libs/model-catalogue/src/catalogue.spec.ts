import { parseCatalogue, parseEntry } from './catalogue.ts';
import { MODELS, findModel } from './models.ts';
import type { ModelDefinition } from './schema/entry.ts';

const definition = (fields: object = {}): ModelDefinition => ({
  name: 'churn',
  code: 'churn',
  purpose: 'Predicts who leaves.',
  data: { bucket: 'churn' },
  algorithm: { image: 'random-forest' },
  input: {
    kind: 'record',
    columns: [
      { name: 'age', type: 'number' },
      { name: 'country', type: 'text' },
      { name: 'since', type: 'date' },
    ],
    features: [{ kind: 'number', column: 'age' }],
  },
  labelling: { kind: 'column', column: 'left' },
  serving: { kind: 'real-time' },
  routing: { to: 'operator' },
  ...fields,
});

const input = (features: object[], columns: object[] = []) => ({
  input: {
    kind: 'record',
    columns: [
      { name: 'age', type: 'number' },
      { name: 'country', type: 'text' },
      { name: 'since', type: 'date' },
      ...columns,
    ],
    features: [{ kind: 'number', column: 'age' }, ...features],
  },
});

describe('MODELS', () => {
  it('has the firewall and the three gambling models', () => {
    const models = MODELS.map(({ name, code, pipeline }) => [name, code, pipeline]);

    expect(models.slice(0, 4)).toEqual([
      ['waf', 'waf', 'notebook'],
      ['before-initial-deposit-problem-gambling', 'bid-pg', 'framework'],
      ['gambling-behaviour-problem-gambling', 'gb-pg', 'framework'],
      ['gambling-behaviour-marketing', 'gb-marketing', 'framework'],
    ]);
  });

  it('is searched by name', () => {
    expect(findModel('gambling-behaviour-marketing')?.code).toBe('gb-marketing');
    expect(findModel('gb-marketing')).toBeUndefined();
  });
});

describe('parseEntry', () => {
  it('fills in what is left out', () => {
    expect(parseEntry(definition())).toMatchObject({
      pipeline: 'framework',
      input: { id: 'user_id' },
      algorithm: { incremental: false, objective: { metric: 'validation:auc' } },
      training: { minRows: 200, testShare: 0.2, instance: {} },
      gate: { minAuc: 0.55 },
      serving: { minInstances: 1, maxInstances: 2 },
      triggers: [],
    });
  });

  it.each<[string, object, string]>([
    ['a field nobody knows', { colour: 1 }, 'model churn: entry: unknown field colour'],
    [
      'a code that is too long for names',
      { code: 'a-code-too-long' },
      'model churn: code: expected at most 12 lower-case letters, digits and single dashes, beginning with a letter, found "a-code-too-long"',
    ],
    [
      'a missing purpose',
      { purpose: undefined },
      'model churn: purpose: expected a string, found nothing',
    ],
    [
      'an image that there is none of',
      { algorithm: { image: 'xgboost' } },
      'model churn: algorithm.image: expected one of "random-forest", "sagemaker-scikit-learn", found "xgboost"',
    ],
    [
      'a feature of no column',
      input([{ kind: 'log1p', column: 'wealth' }]),
      'model churn: input.features.1.column: expected a column of type number or integer, found "wealth", which is no column of the input',
    ],
    [
      'a feature of a column of another type',
      input([{ kind: 'weekday', column: 'country' }]),
      'model churn: input.features.1.column: expected a column of type date, found "country", a text column',
    ],
    [
      'a feature there twice',
      input([{ kind: 'number', column: 'age' }]),
      'model churn: input.features.1.name: a feature "age" is there already: give it another name',
    ],
    [
      'a value there twice',
      input([{ kind: 'one-hot', column: 'country', values: ['Malta', 'Spain', 'malta'] }]),
      'model churn: input.features.1.values: "malta" is there twice (the case of A to Z does not count)',
    ],
    [
      'a kind of feature that there is none of',
      input([{ kind: 'sqrt', column: 'age' }]),
      'model churn: input.features.1.kind: expected one of the documented forms, found "sqrt"',
    ],
    [
      'a column there twice',
      input([], [{ name: 'age', type: 'text' }]),
      'model churn: input.columns.3.name: age is there twice',
    ],
    [
      'a column named as the id',
      input([], [{ name: 'user_id', type: 'text' }]),
      'model churn: input.columns.3.name: user_id is there twice',
    ],
    [
      'bounds the wrong way round',
      input([], [{ name: 'x', type: 'number', min: 2, max: 1 }]),
      'model churn: input.columns.3.max: expected at least 2',
    ],
    [
      'a label that is an input',
      { labelling: { kind: 'column', column: 'age' } },
      'model churn: labelling.column: expected a column that is no input: age would give the label away',
    ],
    [
      'an anchor seen from a column that is no date',
      {
        labelling: {
          kind: 'anchor',
          events: ['stop'],
          observedAt: { column: 'age' },
          gapDays: 1,
          horizonDays: 30,
        },
      },
      'model churn: labelling.observedAt.column: expected a date column of the input, found "age"',
    ],
    [
      'a queue without a question',
      { labelling: { kind: 'queue' } },
      'model churn: labelQueue: expected settings of the queue that labels',
    ],
    [
      'more instances at least than at most',
      { serving: { kind: 'real-time', minInstances: 3 } },
      'model churn: serving.maxInstances: expected at least minInstances (3), found 2',
    ],
    [
      'too little left to learn from',
      { training: { testShare: 0.4, validationShare: 0.3 } },
      'model churn: training.testShare: expected at least 0.4 of the rows to be left to learn from',
    ],
    [
      'a share out of bounds',
      { training: { testShare: 4 } },
      'model churn: training.testShare: expected a number from 0.05 to 0.4, found 4',
    ],
    [
      'a range the wrong way round',
      {
        algorithm: {
          image: 'random-forest',
          tuning: { maxJobs: 2, maxParallelJobs: 1, integer: [{ name: 'depth', min: 5, max: 2 }] },
        },
      },
      'model churn: algorithm.tuning.integer.0.max: expected more than min (5), found 2',
    ],
    [
      'tuning of nothing',
      { algorithm: { image: 'random-forest', tuning: { maxJobs: 2, maxParallelJobs: 1 } } },
      'model churn: algorithm.tuning: expected at least one range in integer, continuous or categorical',
    ],
    [
      'a schedule in words',
      { schedule: 'weekly' },
      'model churn: schedule: expected rate(7 days) or cron(0 3 ? * SUN *), found "weekly"',
    ],
    [
      'an intervention policy that contradicts itself',
      {
        routing: {
          to: 'intervention',
          policy: { groups: [{ name: 'low', from: 0.1, restrictions: [] }] },
        },
      },
      'model churn: routing.policy.groups.0.from: 0: the lowest group takes every score there is',
    ],
  ])('refuses %s', (_case, fields, message) => {
    expect(() => parseEntry(definition(fields))).toThrow(message);
  });

  it('names all that is wrong at once', () => {
    const parse = () => parseEntry(definition({ code: '', schedule: 'now' }));

    expect(parse).toThrow(/model churn: code: .*\nmodel churn: schedule: /);
  });

  it.each([undefined, null, [], 'waf'])('refuses what is no entry at all: %j', (value) => {
    expect(() => parseEntry(value as never)).toThrow('model without a name: entry: expected an');
  });
});

describe('parseCatalogue', () => {
  it.each([
    ['name', { code: 'other' }, 'model churn: name: churn is that of churn already'],
    ['code', { name: 'other' }, 'model other: code: churn is that of churn already'],
  ])('refuses two models of one %s', (_field, fields, message) => {
    expect(() => parseCatalogue([definition(), definition(fields)])).toThrow(message);
  });
});
