import { join } from 'node:path';

import { comparisonSchema, candidateSchema, scoreBaselineSchema } from '@ngwaf/contracts';
import { createLogger } from '@ngwaf/lambda-kit';
import type { NewModelPackage, TrainedModel } from '@ngwaf/sagemaker-utils';
import { exampleEvents } from '@ngwaf/testing';

import { createHandler, evaluateModelInputSchema } from './handler.ts';

const MODEL = 'before-initial-deposit-problem-gambling';
const JOB = 'job-2026-03-01-12-00-00-abc123';
const SCRATCH = `_tmp_train/${JOB}/`;
const transform = (as: string) => ({
  TransformOutput: { S3OutputPath: `s3://models/${SCRATCH}scores/${as}/` },
});

const state = (fields: { tune?: boolean; champion?: boolean } = {}) => ({
  job_key: JOB,
  model: MODEL,
  fencing_token: 3,
  plan: {
    label: 'none',
    prepare: 'function',
    tune: fields.tune ?? false,
    names: {
      version: `ngwaf-dev-bid-pg-${JOB}`,
      training_job: 'trained',
      tuning_job: 'tuning',
      processing_job: 'p',
      labeling_job: 'l',
      challenger_transform: 'c',
      champion_transform: 'p',
    },
    data: { bucket: 'data', records: [], anchors: [] },
    model_bucket: 'models',
    scratch: SCRATCH,
    image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/ngwaf-dev-random-forest@sha256:0',
    execution_role_arn: 'arn:aws:iam::123456789012:role/ngwaf-dev-framework-model',
    ...(fields.champion && {
      champion: { version: 'job-0', model_name: 'm', endpoint_config: 'm' },
    }),
    requests: {
      training_job: {},
      challenger_transform: transform('challenger'),
      ...(fields.champion && { champion_transform: transform('champion') }),
    },
    time_limits: { label: 1, prepare: 1, train: 1, tune: 1, score: 1 },
    tags: [{ Key: 'project', Value: 'ngwaf' }],
  },
});

const worldOf = (objects: Record<string, string> = {}, made: TrainedModel[] = []) => {
  const store = new Map(Object.entries(objects));
  const registered: NewModelPackage[] = [];
  const models: object[] = [];
  const handle = createHandler(
    {
      trained: {
        find: async (name) => made.find(({ trainingJob }) => trainingJob === name),
        findBestTuned: async () => made.find(({ trainingJob }) => trainingJob === 'tuned'),
      },
      createModel: async (model) => void models.push(model),
      register: async (version) => {
        registered.push(version);
        return `arn:aws:sagemaker:eu-west-1:123456789012:model-package/g/${registered.length}`;
      },
      groupOf: ({ code }) => `ngwaf-dev-${code}`,
      read: async (_bucket, key) => store.get(key),
      writeJson: async (_bucket, key, content) => void store.set(key, JSON.stringify(content)),
    },
    createLogger({}, () => {}),
  );
  return { handle: (input: object) => handle(input, {} as never), store, registered, models };
};

const trained = (trainingJob: string, metric?: number): TrainedModel => ({
  trainingJob,
  artefact: `s3://models/models/${trainingJob}/output/model.tar.gz`,
  metric,
});

describe('the phase candidate', () => {
  it.each<[string, TrainedModel[], string]>([
    ['the training job alone', [trained('trained', 0.6)], 'trained'],
    ['what was tuned better', [trained('trained', 0.6), trained('tuned', 0.61)], 'tuned'],
    ['what was tuned worse', [trained('trained', 0.6), trained('tuned', 0.59)], 'trained'],
    ['what printed its metric', [trained('trained'), trained('tuned', 0.1)], 'tuned'],
    ['tuning that made nothing', [trained('trained')], 'trained'],
    ['a training that made nothing', [trained('tuned', 0.5)], 'tuned'],
  ])('takes the better: %s', async (_case, made, expected) => {
    const { handle, models } = worldOf({}, made);

    const answer = await handle({ ...state({ tune: true }), phase: 'candidate' });

    expect(candidateSchema.parse(answer).training_job).toBe(expected);
    expect(models).toEqual([
      {
        name: `ngwaf-dev-bid-pg-${JOB}`,
        image: state().plan.image,
        artefact: `s3://models/models/${expected}/output/model.tar.gz`,
        environment: { NGWAF_MODEL_VERSION: JOB },
        executionRoleArn: state().plan.execution_role_arn,
        tags: { project: 'ngwaf' },
      },
    ]);
  });

  it('does not look for what was not tuned', async () => {
    const { handle } = worldOf({}, [trained('trained', 0.6), trained('tuned', 0.9)]);

    const answer = await handle({ ...state(), phase: 'candidate' });

    expect(answer).toMatchObject({ training_job: 'trained', tuned: false, metric: 0.6 });
  });

  it('fails when nothing was made', async () => {
    const { handle } = worldOf();

    await expect(handle({ ...state(), phase: 'candidate' })).rejects.toMatchObject({
      name: 'EvaluationFailedError',
      message: 'trained has made no model',
    });
  });
});

const LABELS = [1, 1, 1, 0, 0, 0];
const labelsCsv = `user_id,label\n${LABELS.map((label, index) => `"a,b${index}",${label}`).join('\n')}\n`;
const scoresOf = (scores: number[]) =>
  scores.map((score) => JSON.stringify({ score })).join('\n') + '\n';
const GOOD = scoresOf([0.9, 0.8, 0.7, 0.3, 0.2, 0.1]);
const POOR = scoresOf([0.9, 0.2, 0.7, 0.3, 0.8, 0.1]);
const objectsOf = (challenger: string, champion?: string) => ({
  [`${SCRATCH}test/labels.csv`]: labelsCsv,
  [`${SCRATCH}scores/challenger/features.jsonl.out`]: challenger,
  ...(champion !== undefined && {
    [`${SCRATCH}scores/champion/features.jsonl.out`]: champion,
  }),
});
const compare = (fields: { champion?: boolean } = {}) => ({
  ...state(fields),
  phase: 'compare',
  candidate: { training_job: 'tuned', artefact: 's3://models/a', model_name: 'm' },
});

describe('the phase compare', () => {
  it('registers a better version with its metrics, for approval by who puts it live', async () => {
    const { handle, registered, store } = worldOf(objectsOf(GOOD, POOR));

    const answer = comparisonSchema.parse(await handle(compare({ champion: true })));

    expect(answer).toMatchObject({
      promoted: true,
      reason: 'better: F1 1.0000 against 0.7500 on the test rows, AUC 1.0000 against 0.6667',
      model_package_arn: expect.stringMatching(/model-package\/g\/1$/) as string,
      performance: { roc_auc_score: 1, champion_f1_score: 0.75, threshold: 0.51 },
    });
    expect(registered).toEqual([
      {
        token: JOB,
        group: 'ngwaf-dev-bid-pg',
        description: `${MODEL} ${JOB}: ${answer.reason}`,
        image: state().plan.image,
        artefact: 's3://models/a',
        contentTypes: ['application/json', 'application/jsonlines'],
        approvalStatus: 'PendingManualApproval',
        metricsAddress: `s3://models/jobs/${JOB}/evaluation.json`,
        metadata: {
          version: JOB,
          job_key: JOB,
          threshold: '0.51',
          training_job: 'tuned',
          auc: '1.000000',
          f1_score: '1.000000',
          parent: 'job-0',
        },
      },
    ]);
    expect(JSON.parse(store.get(`jobs/${JOB}/evaluation.json`) ?? '')).toMatchObject({
      rows: 6,
      promoted: true,
      champion: { version: 'job-0', auc: expect.closeTo(0.6667, 3) as number },
    });
    const baseline = scoreBaselineSchema.parse(
      JSON.parse(store.get(`jobs/${JOB}/score-baseline.json`) ?? ''),
    );
    expect(baseline.scores.counts.reduce((sum, count) => sum + count)).toBe(6);
  });

  it('registers as rejected what is not better', async () => {
    const { handle, registered } = worldOf(objectsOf(POOR, GOOD));

    const answer = await handle(compare({ champion: true }));

    expect(answer).toMatchObject({ promoted: false });
    expect(registered[0]?.approvalStatus).toBe('Rejected');
  });

  it('takes a first version that is better than guessing', async () => {
    const { handle, registered } = worldOf(objectsOf(GOOD));

    expect(await handle(compare())).toMatchObject({ promoted: true });
    expect(registered[0]?.metadata).not.toHaveProperty('parent');
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no labels', {}, /test\/labels.csv does not exist/],
    [
      'no scores',
      { [`${SCRATCH}test/labels.csv`]: labelsCsv },
      /features.jsonl.out does not exist/,
    ],
    ['a score too few', objectsOf(scoresOf([0.1])), /for each of 6 test rows, found 1/],
    ['no number', objectsOf('{"score": "x"}\n'), /line 1: expected {"score": 0 to 1}, found/],
    ['a score above 1', objectsOf('{"score": 1.5}\n'), /line 1: expected {"score": 0 to 1}/],
    ['no JSON', objectsOf('oops\n'), /line 1: expected {"score": 0 to 1}, found oops/],
  ])('fails with %s, and registers nothing', async (_case, objects, message) => {
    const { handle, registered } = worldOf(objects);

    await expect(handle(compare())).rejects.toMatchObject({
      name: 'EvaluationFailedError',
      message: expect.stringMatching(message) as string,
    });
    expect(registered).toEqual([]);
  });

  it('fails without the champion’s scores: nothing goes live uncompared', async () => {
    const { handle } = worldOf(objectsOf(GOOD));

    await expect(handle(compare({ champion: true }))).rejects.toThrow(/champion.*does not exist/);
  });
});

it.each([
  ['another phase', { ...state(), phase: 'other' }],
  ['no candidate', { ...state(), phase: 'compare' }],
  ['no plan', { job_key: JOB, model: MODEL, fencing_token: 1, phase: 'candidate' }],
])('refuses an input with %s', async (_case, input) => {
  await expect(worldOf().handle(input)).rejects.toMatchObject({ name: 'InvalidRequestError' });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', (name, event) => {
    expect(evaluateModelInputSchema.safeParse(event).success).toBe(!name.startsWith('bad-'));
  });
});
