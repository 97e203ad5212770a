import * as z from 'zod/mini';

/** `.local/outputs.json`: where everything of the running local cloud is. */
export const localOutputsSchema = z.object({
  apiUrl: z.url(),
  apiKey: z.string().check(z.minLength(20)),
  dashboardUrl: z.nullable(z.url()),
  awsEndpointUrl: z.url(),
  region: z.string(),
  bucket: z.string(),
  trainBucket: z.string(),
  table: z.string(),
  endpointName: z.string(),
  stateMachineArn: z.string(),
});
export type LocalOutputs = z.infer<typeof localOutputsSchema>;

/**
 * Environment of the training notebook and of the command that creates the first endpoint.
 *
 * Infra writes it into the lifecycle configuration and as the output `pipeline_environment`;
 * Python reads it (`ngwaf_pipeline.settings`).
 */
export interface PipelineEnvironment {
  NGWAF_REGION: string;
  NGWAF_TABLE: string;
  NGWAF_BUCKET: string;
  NGWAF_ARTEFACT_BUCKET: string;
  NGWAF_NOTEBOOK_INSTANCE: string;
  NGWAF_ENDPOINT: string;
  NGWAF_MODEL_PACKAGE_GROUP: string;
  /** Role that training jobs and models run under. */
  NGWAF_EXECUTION_ROLE_ARN: string;
  NGWAF_TRAINING_IMAGE: string;
  NGWAF_SERVING_IMAGE: string;
  NGWAF_TRAINING_INSTANCE_TYPE: string;
  NGWAF_ENDPOINT_INSTANCE_TYPE: string;
  NGWAF_ENDPOINT_INSTANCE_COUNT: string;
  /** Comma-separated alarm names that roll a switch back; empty for none. */
  NGWAF_ROLLBACK_ALARMS: string;
  NGWAF_HEARTBEAT_SECONDS: string;
  /** How many superseded versions keep their endpoint config and model, for rollback. */
  NGWAF_VERSIONS_KEPT: string;
}

/** Terraform outputs of an environment's stack. */
export interface StackOutputs {
  api_url: string;
  api_key: string;
  region: string;
  bucket: string;
  train_bucket: string;
  artefact_bucket: string;
  table: string;
  endpoint_name: string;
  state_machine_arn: string;
  function_prefix: string;
  pipeline_environment: PipelineEnvironment;
}
