import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { formatTags, pipelineTags, resourceNames } from '@ngwaf/contracts';
import { MODELS } from '@ngwaf/model-catalogue';
import type { DeployedFunction } from '../constructs/deployed-function.ts';
import { ServingEndpoint } from '../constructs/serving-endpoint.ts';
import type { FrameworkProps } from './framework.ts';
import { ModelEndpoints } from './model-endpoints.ts';
import * as settings from './serving-functions.ts';
import type { Storage } from './storage.ts';

export interface ServingProps extends FrameworkProps {
  storage: Storage;
}

/** Endpoints of the models, their deployment and the routes that answer predictions. */
export class Serving extends Construct {
  readonly functions: Record<'model-predictions' | 'deploy-model', DeployedFunction>;
  /** Who may do what with the models' endpoints and versions. */
  readonly endpoints: ModelEndpoints;

  constructor(scope: Construct, id: string, props: ServingProps) {
    super(scope, id);
    const { namePrefix, location, alarms, encryption, environment } = props;
    this.endpoints = new ModelEndpoints(location, namePrefix);
    // What surrounds each: the endpoints themselves are the pipeline's, and no apply changes them.
    for (const { code, pipeline } of MODELS) {
      if (pipeline === 'notebook') continue;
      new ServingEndpoint(this, code.replaceAll('-', '_'), { namePrefix, location, alarms, code });
    }
    const { role } = props.storage;
    const busName = resourceNames(namePrefix).predictionBus;
    this.functions = {
      'model-predictions': props.add(
        'model-predictions',
        settings.modelPredictions(
          {
            NAME_PREFIX: namePrefix,
            PREDICTION_BUS_NAME: busName,
            WAF_BUCKET: props.bucket('waf').name,
          },
          environment.scoring,
        ),
      ),
      'deploy-model': props.add(
        'deploy-model',
        settings.deployModel({
          JOB_TABLE_NAME: props.jobs.name,
          NAME_PREFIX: namePrefix,
          EXECUTION_ROLE_ARN: role.arn,
          BAKE_SECONDS: Fn.tostring(props.variables.bakeSeconds.value),
          PIPELINE_TAGS: formatTags(pipelineTags(environment.name)),
          KMS_KEY_ARN: encryption.arn ?? '',
        }),
      ),
    };
    const predictions = this.functions['model-predictions'];
    this.endpoints.grantInvoke(predictions);
    this.endpoints.grantDescribe(predictions);
    predictions.addToRolePolicy({
      actions: ['events:PutEvents'],
      resources: [location.arn('events', `event-bus/${busName}`)],
    });

    const deploy = this.functions['deploy-model'];
    props.jobs.grantProgress(deploy);
    this.endpoints.grantDeploy(deploy);
    this.endpoints.grantScale(deploy);
    this.endpoints.grantDecide(deploy);
    role.grantPass(deploy);
    encryption.grantVolumes(deploy);
  }
}
