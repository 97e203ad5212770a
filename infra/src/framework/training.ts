import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import {
  artefactBucketKeys,
  dataBucketKeys,
  formatTags,
  modelBucketKeys,
  pipelineTags,
} from '@ngwaf/contracts';
import { MODELS } from '@ngwaf/model-catalogue';
import { SPARK_ACCOUNTS, SPARK_REPOSITORY, SPARK_TAG } from '../config/spark-image.ts';
import { AbandonedExecutions } from '../constructs/abandoned-executions.ts';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import { ExecutionRole } from '../constructs/execution-role.ts';
import type { FrameworkProps } from './framework.ts';
import type { Labelling } from './labelling.ts';
import { ModelTraining } from './model-training.ts';
import type { Serving } from './serving.ts';
import { SPARK_CODE_PREFIX, SparkCode } from './spark-code.ts';
import type { Storage } from './storage.ts';
import { TrainingTriggers } from './training-triggers.ts';
import * as settings from './training-functions.ts';

export interface TrainingProps extends FrameworkProps {
  storage: Storage;
  serving: Serving;
  labelling: Labelling;
}

/** The pipeline that trains every model, what starts it and what ends its jobs. */
export class Training extends Construct {
  readonly functions: Record<'start-training' | 'finish-training', DeployedFunction>;

  constructor(scope: Construct, id: string, props: TrainingProps) {
    super(scope, id);
    const { namePrefix, location, jobs, storage, serving, labelling, encryption } = props;
    const spark = this.spark(props);

    const table = { JOB_TABLE_NAME: jobs.name, NAME_PREFIX: namePrefix };
    const finishTraining = props.add(
      'finish-training',
      settings.finishTraining({ ...table, JOB_TOPIC_ARN: props.jobTopic.arn }),
    );
    const pipeline = new ModelTraining(this, 'pipeline', {
      ...props,
      labelQueue: labelling.functions['label-queue'],
      prepareData: storage.functions['prepare-data'],
      evaluateModel: storage.functions['evaluate-model'],
      deployModel: serving.functions['deploy-model'],
      finishTraining,
      executionRole: storage.role,
      sparkRole: spark.role,
    });
    const startTraining = props.add(
      'start-training',
      settings.startTraining({
        ...table,
        ACCOUNT_ID: location.accountId,
        STATE_MACHINE_ARN: pipeline.arn,
        ARTEFACT_BUCKET: props.artefacts.name,
        IMAGE_REGISTRY: `${location.accountId}.dkr.${location.serviceHost('ecr')}`,
        EXECUTION_ROLE_ARN: storage.role.arn,
        PIPELINE_TAGS: formatTags(pipelineTags(props.environment.name)),
        KMS_KEY_ARN: encryption.arn ?? '',
        SPARK_IMAGE: spark.image,
        SPARK_CODE: `s3://${props.artefacts.name}/${SPARK_CODE_PREFIX}`,
        SPARK_ROLE_ARN: spark.role.arn,
      }),
    );
    this.functions = { 'start-training': startTraining, 'finish-training': finishTraining };

    const { deadLetters } = new AbandonedExecutions(this, 'abandoned_executions', {
      ...props,
      pipeline,
      ending: finishTraining,
      thing: 'model-training',
      runbook: 'a-training-may-be-left-unsettled',
    });
    new TrainingTriggers(this, 'triggers', { namePrefix, location, startTraining, deadLetters });
    this.allowStarting(props, startTraining, pipeline);
    this.allowFinishing(props, finishTraining);
  }

  private allowStarting(
    { jobs, artefacts, storage, serving }: TrainingProps,
    startTraining: DeployedFunction,
    pipeline: ModelTraining,
  ): void {
    jobs.grantStartJobs(startTraining);
    pipeline.grantStart(startTraining);
    storage.grantOnEach(startTraining, ({ data }, grantee) => data.grantListVersions(grantee));
    artefacts.grantRead(startTraining, [artefactBucketKeys.currentImage('*')]);
    serving.endpoints.grantLookUp(startTraining);
  }

  private allowFinishing(
    { jobs, jobTopic, serving, encryption, location, namePrefix }: TrainingProps,
    finishTraining: DeployedFunction,
  ): void {
    jobs.grantSettle(finishTraining);
    serving.endpoints.grantTakeBack(finishTraining);
    encryption.grantVolumes(finishTraining);
    const people = MODELS.some(({ labelling }) => labelling.kind === 'ground-truth');
    const kinds = {
      TrainingJob: 'training-job',
      HyperParameterTuningJob: 'hyper-parameter-tuning-job',
      TransformJob: 'transform-job',
      ProcessingJob: 'processing-job',
      ...(people && { LabelingJob: 'labeling-job' }),
    };
    for (const [action, arn] of Object.entries(kinds)) {
      finishTraining.addToRolePolicy({
        actions: [`sagemaker:Describe${action}`, `sagemaker:Stop${action}`],
        resources: [location.arn('sagemaker', `${arn}/${namePrefix}-*`)],
      });
    }
    jobTopic.grantPublish(finishTraining);
  }

  /** What Spark runs in and under, where data sets are too large for a function. */
  private spark({ namePrefix, location, storage, artefacts }: TrainingProps) {
    const accounts = new TerraformLocal(this, 'spark_accounts', SPARK_ACCOUNTS);
    // Empty where AWS has no image: start-training says so when it is needed.
    const account = Fn.lookup(accounts.expression, location.region, '') as string;
    const role = new ExecutionRole(this, 'spark_role', {
      name: `${namePrefix}-spark`,
      location,
      repositoryArn: location.arn('ecr', `repository/${SPARK_REPOSITORY}`, account),
      jobs: ['ProcessingJobs'],
    });
    new SparkCode(this, 'spark_code', { artefacts });
    artefacts.grantRead(role, [`${SPARK_CODE_PREFIX}*`]);
    artefacts.grantList(role);
    storage.grantOnEach(role, ({ data, bucket, entry }, grantee) => {
      const { recordsPrefix, anchorsPrefix, labels } = dataBucketKeys;
      data.grantList(grantee);
      data.grantRead(grantee, [`${recordsPrefix}*`, `${anchorsPrefix}*`, labels(entry.name)]);
      const { scratchPrefix, jobRecordsPrefix } = modelBucketKeys;
      bucket.grantList(grantee);
      // Spark renames what it has written: it copies and deletes.
      bucket.grantRead(grantee, [`${scratchPrefix}*`]);
      bucket.grantWrite(grantee, [`${scratchPrefix}*`, `${jobRecordsPrefix}*`]);
      bucket.grantDelete(grantee, [`${scratchPrefix}*`]);
    });
    const image = `${account}.dkr.${location.serviceHost('ecr')}/${SPARK_REPOSITORY}:${SPARK_TAG}`;
    return { role, image: `\${${account} == "" ? "" : "${image}"}` };
  }
}
