import { Construct } from 'constructs';
import { dataBucketKeys, modelBucketKeys } from '@ngwaf/contracts';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import type { FunctionSettings } from '../stacks/functions.ts';
import type { FrameworkProps } from './framework.ts';
import type { Storage } from './storage.ts';

export interface PreparationProps extends FrameworkProps {
  storage: Storage;
}

/** Reads a whole data set within Lambda's time, so it gets a whole processor. */
const PREPARE_DATA: FunctionSettings = {
  description: 'Labels, splits and transforms the data of a training job',
  environment: {},
  timeoutSeconds: 900,
  memoryMb: 1769,
};

const evaluateModel = (namePrefix: string): FunctionSettings => ({
  description: 'Picks the best trained model, compares it with the champion and registers it',
  environment: { NAME_PREFIX: namePrefix },
  timeoutSeconds: 300,
  memoryMb: 1024,
});

/** What makes training rows of data, and what judges the models that were made of them. */
export class Preparation extends Construct {
  readonly functions: Record<'prepare-data' | 'evaluate-model', DeployedFunction>;

  constructor(scope: Construct, id: string, props: PreparationProps) {
    super(scope, id);
    this.functions = {
      'prepare-data': props.add('prepare-data', PREPARE_DATA),
      'evaluate-model': props.add('evaluate-model', evaluateModel(props.namePrefix)),
    };
    this.allowPreparing(props);
    this.allowEvaluating(props);
  }

  private allowPreparing({ storage }: PreparationProps): void {
    const { recordsPrefix, anchorsPrefix, labels } = dataBucketKeys;
    storage.grantOnEach(this.functions['prepare-data'], ({ entry, data, bucket }, grantee) => {
      const { kind } = entry.labelling;
      data.grantReadVersions(grantee, [`${recordsPrefix}*`]);
      if (kind === 'anchor') data.grantReadVersions(grantee, [`${anchorsPrefix}*`]);
      if (kind === 'queue' || kind === 'ground-truth') {
        data.grantRead(grantee, [labels('*')]);
        // Nobody need have labelled anything.
        data.grantList(grantee);
      }
      const { scratchPrefix, jobRecordsPrefix } = modelBucketKeys;
      bucket.grantWrite(grantee, [`${scratchPrefix}*`, `${jobRecordsPrefix}*`]);
    });
  }

  private allowEvaluating({ storage, location, namePrefix }: PreparationProps): void {
    const evaluate = this.functions['evaluate-model'];
    storage.grantOnEach(evaluate, ({ bucket, registry }, grantee) => {
      bucket.grantRead(grantee, [`${modelBucketKeys.scratchPrefix}*`]);
      bucket.grantWrite(grantee, [`${modelBucketKeys.jobRecordsPrefix}*`]);
      registry.grantAdd(grantee);
    });
    evaluate.addToRolePolicy({
      actions: ['sagemaker:DescribeTrainingJob'],
      // Those of a tuning job are named after it.
      resources: [location.arn('sagemaker', `training-job/${namePrefix}-*`)],
    });
    evaluate.addToRolePolicy({
      actions: ['sagemaker:DescribeHyperParameterTuningJob'],
      resources: [location.arn('sagemaker', `hyper-parameter-tuning-job/${namePrefix}-*`)],
    });
    evaluate.addToRolePolicy({
      // The second for the tags that a model is created with.
      actions: ['sagemaker:CreateModel', 'sagemaker:AddTags'],
      resources: [location.arn('sagemaker', `model/${namePrefix}-*`)],
    });
    storage.role.grantPass(evaluate);
    storage.role.grantLookUpImage(evaluate);
  }
}
