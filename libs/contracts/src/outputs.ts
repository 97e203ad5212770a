import * as z from 'zod/mini';

import { scoringModeSchema } from './champion.ts';

/** `.local/outputs.json`: where everything of the running local cloud is. */
export const localOutputsSchema = z.object({
  apiUrl: z.url(),
  apiKey: z.string().check(z.minLength(20)),
  /** Null where the environment has no dashboard. */
  dashboardUrl: z.nullable(z.url()),
  awsEndpointUrl: z.url(),
  region: z.string(),
  bucket: z.string(),
  trainBucket: z.string(),
  table: z.string(),
  endpointName: z.string(),
  stateMachineArn: z.string(),
  /** The models that the framework trains. */
  models: z._default(
    z.array(
      z.object({
        name: z.string(),
        /** What it learns from: `records/*.csv`, and `anchors/*.csv` where it is labelled by those. */
        dataBucket: z.string(),
        modelBucket: z.string(),
        endpointName: z.string(),
      }),
    ),
    [],
  ),
});
export type LocalOutputs = z.infer<typeof localOutputsSchema>;

/**
 * Environment of the training notebook and of the command that creates the first endpoint.
 *
 * Infra writes it into the lifecycle configuration and as the output `pipeline_environment`;
 * Python reads it (`ngwaf_pipeline.settings`).
 */
export const pipelineEnvironmentSchema = z.object({
  NGWAF_REGION: z.string(),
  NGWAF_TABLE: z.string(),
  NGWAF_BUCKET: z.string(),
  NGWAF_ARTEFACT_BUCKET: z.string(),
  NGWAF_NOTEBOOK_INSTANCE: z.string(),
  NGWAF_ENDPOINT: z.string(),
  /** Whether there is an endpoint at all; stacks from before there was a choice have one. */
  NGWAF_SCORING_MODE: z._default(scoringModeSchema, 'endpoint'),
  NGWAF_MODEL_PACKAGE_GROUP: z.string(),
  /** Role that training jobs and models run under. */
  NGWAF_EXECUTION_ROLE_ARN: z.string(),
  NGWAF_TRAINING_IMAGE: z.string(),
  NGWAF_SERVING_IMAGE: z.string(),
  NGWAF_TRAINING_INSTANCE_TYPE: z.string(),
  NGWAF_ENDPOINT_INSTANCE_TYPE: z.string(),
  NGWAF_ENDPOINT_INSTANCE_COUNT: z.string(),
  /** Comma-separated alarm names that roll a switch back; empty for none. */
  NGWAF_ROLLBACK_ALARMS: z.string(),
  NGWAF_HEARTBEAT_SECONDS: z.string(),
  /** How many superseded versions keep their endpoint config and model, for rollback. */
  NGWAF_VERSIONS_KEPT: z.string(),
  /** How long a new version serves under the alarms' watch before the one before it goes. */
  NGWAF_BAKE_SECONDS: z.string(),
  /** Tags of what the pipeline makes, as `formatTags` writes them. */
  NGWAF_TAGS: z.string(),
  /** Encrypts volumes of training jobs and endpoints; empty for AWS's own key. */
  NGWAF_KMS_KEY_ARN: z.string(),
});
export type PipelineEnvironment = z.infer<typeof pipelineEnvironmentSchema>;

/**
 * What is published of an environment's stack, in the parameter `/<prefix>/outputs`: where everything
 * of it is, and no secret.
 */
export const publishedOutputsSchema = z.object({
  api_url: z.url(),
  /** Empty where the environment has no dashboard. */
  dashboard_url: z.string(),
  rest_api_id: z.string(),
  /** Usage plans by name: what keys are made in. No key is Terraform's. */
  usage_plan_ids: z.record(z.string(), z.string()),
  region: z.string(),
  bucket: z.string(),
  train_bucket: z.string(),
  artefact_bucket: z.string(),
  table: z.string(),
  endpoint_name: z.string(),
  state_machine_arn: z.string(),
  function_prefix: z.string(),
  pipeline_environment: pipelineEnvironmentSchema,
});
export type PublishedOutputs = z.infer<typeof publishedOutputsSchema>;

/** Terraform outputs of an environment's stack: all of them are published, as none is a secret. */
export type StackOutputs = PublishedOutputs;
