import { Construct } from 'constructs';
import {
  dataBucketKeys,
  formatTags,
  modelBucketKeys,
  pipelineTags,
  predictionBucketKeys,
  resourceNames,
} from '@ngwaf/contracts';
import { modelResources } from '@ngwaf/model-catalogue';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import { LabelTable } from '../constructs/label-table.ts';
import type { FrameworkProps } from './framework.ts';
import { batchPredictions, labelQueue } from './labelling-functions.ts';
import type { Serving } from './serving.ts';
import type { Storage } from './storage.ts';

export interface LabellingProps extends FrameworkProps {
  storage: Storage;
  serving: Serving;
}

/** The queue of items that people label, and batch predictions. */
export class Labelling extends Construct {
  readonly functions: Record<'label-queue' | 'batch-predictions', DeployedFunction>;

  constructor(scope: Construct, id: string, props: LabellingProps) {
    super(scope, id);
    const { namePrefix, location, environment, storage } = props;
    const table = new LabelTable(this, 'table', {
      name: resourceNames(namePrefix).labelTable,
      retain: props.variables.retainData,
      encryption: props.encryption,
    });
    const names = { NAME_PREFIX: namePrefix, ACCOUNT_ID: location.accountId };
    const queue = props.add(
      'label-queue',
      labelQueue({
        ...names,
        LABEL_TABLE_NAME: table.name,
        PREDICTIONS_BUCKET: storage.predictions.name,
      }),
    );
    const batches = props.add(
      'batch-predictions',
      batchPredictions({
        ...names,
        PIPELINE_TAGS: formatTags(pipelineTags(environment.name)),
        KMS_KEY_ARN: props.encryption.arn ?? '',
      }),
    );
    this.functions = { 'label-queue': queue, 'batch-predictions': batches };
    this.allowQueue(props, table, queue);
    this.allowBatches(props, batches);
  }

  private allowQueue(
    { storage, location, namePrefix }: LabellingProps,
    table: LabelTable,
    queue: DeployedFunction,
  ): void {
    table.grantQueue(queue);
    storage.grantOnEach(queue, ({ data, entry }, grantee) => {
      if (!entry.labelQueue) return;
      // A missing file is to be told from one that may not be read.
      data.grantList(grantee);
      data.grantRead(grantee, [`${dataBucketKeys.labellingPrefix}*`]);
      data.grantWrite(grantee, [dataBucketKeys.labels(entry.name)]);
    });
    storage.predictions.grantList(queue);
    storage.predictions.grantRead(queue, [`${predictionBucketKeys.predictionsPrefix}*`]);
    queue.addToRolePolicy({
      actions: ['states:SendTaskSuccess'],
      resources: [
        location.arn('states', `stateMachine:${resourceNames(namePrefix).modelTraining}`),
      ],
    });
  }

  private allowBatches(
    { storage, location, namePrefix, encryption }: LabellingProps,
    batches: DeployedFunction,
  ): void {
    storage.grantOnEach(batches, ({ data, bucket, entry }, grantee) => {
      data.grantList(grantee);
      data.grantRead(grantee, [`${dataBucketKeys.batchPrefix}*`]);
      bucket.grantList(grantee);
      bucket.grantRead(grantee, [`${modelBucketKeys.batchPrefix}*`]);
      bucket.grantWrite(grantee, [`${modelBucketKeys.batchPrefix}*`]);
      const { endpoint } = modelResources(namePrefix, location.accountId, entry);
      const named = (resource: string) => location.arn('sagemaker', resource);
      grantee.addToRolePolicy({
        actions: ['sagemaker:DescribeEndpoint'],
        resources: [named(`endpoint/${endpoint}`)],
      });
      grantee.addToRolePolicy({
        actions: ['sagemaker:DescribeEndpointConfig'],
        resources: [named(`endpoint-config/${endpoint}-*`)],
      });
      grantee.addToRolePolicy({
        actions: ['sagemaker:DescribeModel'],
        resources: [named(`model/${endpoint}-*`)],
      });
      grantee.addToRolePolicy({
        // The second for the tags that a job is created with.
        actions: [
          'sagemaker:CreateTransformJob',
          'sagemaker:AddTags',
          'sagemaker:DescribeTransformJob',
        ],
        resources: [named(`transform-job/${endpoint}-batch-*`)],
      });
    });
    encryption.grantVolumes(batches);
  }
}
