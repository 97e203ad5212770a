import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import type { StackOutputs } from '@ngwaf/contracts';

const DESCRIPTIONS: Record<keyof StackOutputs, string> = {
  api_url: 'Address of the API',
  dashboard_url: 'Address of the dashboard; empty where the environment has none',
  rest_api_id: 'Identifier of the API',
  usage_plan_ids: 'Usage plans by name: what API keys are made in',
  region: 'Region of the stack',
  bucket: 'WAF bucket: models, records of jobs, copies of data sets',
  train_bucket: 'Where data sets are uploaded',
  artefact_bucket: 'What releases ship',
  table: 'Jobs and the lease on the pipeline',
  endpoint_name: 'The live endpoint',
  state_machine_arn: 'The training pipeline',
  function_prefix: 'Functions are named <prefix>-<function>',
  pipeline_environment: 'Environment of the command that creates the first endpoint',
};

/** Declares the stack's outputs; one that is forgotten does not compile. */
export const declareOutputs = (scope: Construct, outputs: StackOutputs): void => {
  for (const name of Object.keys(DESCRIPTIONS) as (keyof StackOutputs)[]) {
    new TerraformOutput(scope, name, {
      description: DESCRIPTIONS[name],
      value: outputs[name],
    });
  }
};
