import { trainingPlanSchema } from '@ngwaf/contracts';
import { MODELS, isRecordModel, parseEntry, type RecordModel } from '@ngwaf/model-catalogue';

import { jobNames, makePlan, type PlanFacts, type PlanOptions } from './make-plan.ts';

const JOB = 'job-2026-03-01-12-00-00-abc123';
const models = MODELS.filter(
  (entry): entry is RecordModel => entry.pipeline === 'framework' && isRecordModel(entry),
);
const [model] = models as [RecordModel];
const options: PlanOptions = {
  ...{ namePrefix: 'ngwaf-dev', accountId: '123456789012', kmsKeyArn: undefined },
  executionRoleArn: 'arn:aws:iam::123456789012:role/model',
  tags: { project: 'ngwaf', environment: 'dev' },
  spark: { image: 'spark:3', code: 's3://artefacts/spark/', roleArn: 'spark' },
};
const facts = (fields: Partial<PlanFacts> = {}): PlanFacts => ({
  entry: model,
  jobKey: JOB,
  records: [{ key: 'records/a.csv', version_id: 'v1', bytes: 1_000 }],
  anchors: [],
  image: 'registry/ngwaf-dev-random-forest@sha256:0',
  live: undefined,
  hyperparameters: { label: 'label', n_estimators: '5', min_samples_leaf: '9' },
  tune: false,
  ...fields,
});
const live = {
  endpointConfig: 'ngwaf-dev-bid-pg-job-0',
  modelName: 'ngwaf-dev-bid-pg-job-0',
  artefact: 's3://models/champion.tar.gz',
  environment: { NGWAF_MODEL_VERSION: 'job-0' },
};

describe('names', () => {
  it.each(models.map(({ code }) => code))('of %s fit into the limits of SageMaker', (code) => {
    const prefix = 'a'.repeat(17);
    const { tuning_job, ...names } = jobNames(prefix, `${prefix}-${code}`, JOB);

    expect(tuning_job.length).toBeLessThanOrEqual(32);
    for (const name of Object.values(names)) {
      expect(name).toMatch(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
    }
  });
});

describe('a plan', () => {
  it('is what the contract says, for every model', () => {
    for (const entry of models) {
      const { plan } = makePlan(facts({ entry, live, tune: true }), options);

      expect(trainingPlanSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    }
  });

  it('trains without network on what is prepared, and writes below models/', () => {
    const { training_job } = makePlan(facts(), options).plan.requests;

    expect(training_job).toMatchObject({
      TrainingJobName: `ngwaf-dev-bid-pg-${JOB}`,
      EnableNetworkIsolation: true,
      HyperParameters: { n_estimators: '5' },
      OutputDataConfig: { S3OutputPath: 's3://ngwaf-dev-bid-pg-models-123456789012/models/' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    });
    expect(JSON.stringify(training_job)).toContain(`/_tmp_train/${JOB}/train/data.csv`);
    expect(training_job).not.toHaveProperty('OutputDataConfig.KmsKeyId');
  });

  it('encrypts with the key that it is given', () => {
    const { requests } = makePlan(facts({ tune: true, live }), {
      ...options,
      kmsKeyArn: 'key',
    }).plan;

    expect(requests.training_job).toMatchObject({
      OutputDataConfig: { KmsKeyId: 'key' },
      ResourceConfig: { VolumeKmsKeyId: 'key' },
    });
    expect(requests.champion_transform).toMatchObject({
      TransformOutput: { KmsKeyId: 'key' },
      TransformResources: { VolumeKmsKeyId: 'key' },
    });
  });

  it('tunes what the catalogue says, and keeps the rest as it is', () => {
    const { plan, sageMakerJobs } = makePlan(facts({ tune: true }), options);

    expect(plan.requests.tuning_job).toMatchObject({
      HyperParameterTuningJobConfig: {
        HyperParameterTuningJobObjective: { Type: 'Maximize', MetricName: 'validation:auc' },
        ParameterRanges: {
          IntegerParameterRanges: [{ Name: 'min_samples_leaf', MinValue: '3', MaxValue: '60' }],
        },
      },
      TrainingJobDefinition: { StaticHyperParameters: { label: 'label', n_estimators: '5' } },
    });
    expect(sageMakerJobs.map(({ kind }) => kind)).toEqual(['training', 'tuning', 'transform']);
  });

  it('has the champion score the same rows, where there is one', () => {
    const alone = makePlan(facts(), options);
    const both = makePlan(facts({ live }), options);

    expect(alone.plan.requests.champion_transform).toBeUndefined();
    expect(alone.plan.champion).toBeUndefined();
    expect(both.plan.champion).toMatchObject({ version: 'job-0', model_name: live.modelName });
    const [challenger, champion] = [
      both.plan.requests.challenger_transform,
      both.plan.requests.champion_transform,
    ];
    expect(champion).toMatchObject({ ModelName: live.modelName });
    expect(champion?.['TransformInput']).toEqual(challenger['TransformInput']);
    expect(champion?.['TransformOutput']).not.toEqual(challenger['TransformOutput']);
  });

  it('starts from the champion’s artefact only where the catalogue says so', () => {
    const incremental = parseEntry({
      ...model,
      algorithm: { ...model.algorithm, incremental: true },
    }) as RecordModel;
    const channelsOf = (entry: RecordModel) =>
      (
        makePlan(facts({ entry, live }), options).plan.requests.training_job['InputDataConfig'] as {
          ChannelName: string;
        }[]
      ).map(({ ChannelName }) => ChannelName);

    expect(channelsOf(model)).toEqual(['train', 'validation']);
    expect(channelsOf(incremental)).toEqual(['train', 'validation', 'model']);
  });

  it('prepares by Spark what a function cannot', () => {
    const records = [{ key: 'records/a.csv', bytes: 3 * 1024 ** 3 }];
    const { plan, sageMakerJobs } = makePlan(facts({ records }), options);

    expect(plan).toMatchObject({ prepare: 'spark', data: { records: [] } });
    expect(plan.requests.processing_job).toMatchObject({
      AppSpecification: { ImageUri: 'spark:3' },
      RoleArn: 'spark',
    });
    expect(sageMakerJobs[0]?.kind).toBe('processing');
  });

  it('gives tuning the time of its rounds', () => {
    const { time_limits } = makePlan(facts({ tune: true }), options).plan;

    expect(time_limits.tune).toBe(2 * model.training.maxRuntimeSeconds + 1_800);
  });
});
