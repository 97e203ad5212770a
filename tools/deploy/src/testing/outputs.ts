import {
  pipelineEnvironmentSchema,
  publishedOutputsSchema,
  type PublishedOutputs,
} from '@ngwaf/contracts';

const eachByItsName = (names: string[]) =>
  Object.fromEntries(
    names.map((name) => [name, name.endsWith('_url') ? `https://${name}.example` : name]),
  );

/** Outputs of a stack; where the value does not matter, it is the output's name. */
export const stackOutputs = (): PublishedOutputs =>
  publishedOutputsSchema.parse({
    ...eachByItsName(Object.keys(publishedOutputsSchema.shape)),
    usage_plan_ids: { standard: 'plan' },
    region: 'us-east-1',
    artefact_bucket: 'artefacts',
    function_prefix: 'ngwaf-dev',
    pipeline_environment: {
      ...eachByItsName(Object.keys(pipelineEnvironmentSchema.shape)),
      NGWAF_SCORING_MODE: 'endpoint',
    },
  });
