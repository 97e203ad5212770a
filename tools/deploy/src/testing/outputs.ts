import { pipelineEnvironmentSchema, type PublishedOutputs } from '@ngwaf/contracts';

const variables = Object.keys(pipelineEnvironmentSchema.shape).map((name) => [name, name]);

/** Outputs of a stack, each naming itself where the value does not matter. */
export const stackOutputs = (): PublishedOutputs => ({
  api_url: 'https://api.execute-api.us-east-1.amazonaws.com/live',
  rest_api_id: 'api',
  usage_plan_ids: { standard: 'plan' },
  region: 'us-east-1',
  bucket: 'bucket',
  train_bucket: 'train',
  artefact_bucket: 'artefacts',
  table: 'table',
  endpoint_name: 'ngwaf-dev-waf',
  state_machine_arn: 'state-machine',
  function_prefix: 'ngwaf-dev',
  pipeline_environment: pipelineEnvironmentSchema.parse(Object.fromEntries(variables)),
});
