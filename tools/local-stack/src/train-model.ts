import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, type Job, type LocalOutputs } from '@ngwaf/contracts';
import { MODELS } from '@ngwaf/model-catalogue';
import { localData } from '@ngwaf/tool-catalogue';
import type { ApiClient } from './api-client.ts';
import { putObjects } from './put-object.ts';
import { ROOT } from './stack-options.ts';

const POLL_MS = 250;

/**
 * Puts what models learn from on this machine into their data buckets.
 *
 * Answers the names of the models that have data.
 */
export const uploadLocalData = async (outputs: LocalOutputs): Promise<string[]> => {
  const files = await localData(ROOT);
  const bucketOf = (model: string) => MODELS.find(({ name }) => name === model)?.data.bucket;
  const filesOf = (bucket: string | undefined) =>
    files.filter(({ dataBucket }) => dataBucket === bucket);
  // Models may share a bucket.
  const buckets = new Map(
    outputs.models.map(({ name, dataBucket }) => [bucketOf(name), dataBucket]),
  );
  await putObjects(
    outputs,
    [...buckets].flatMap(([name, bucket]) =>
      filesOf(name).map(({ key, content }) => ({ bucket, key, body: content })),
    ),
  );
  return outputs.models
    .map(({ name }) => name)
    .filter((name) => filesOf(bucketOf(name)).length > 0);
};

/** Names of the framework's models without a live version. */
export const modelsToTrain = async (api: ApiClient, outputs: LocalOutputs): Promise<string[]> => {
  const { status, body } = await api.call('GET', '/models');
  if (status !== 200) throw new Error(`GET /models: ${status} ${JSON.stringify(body)}`);
  const { models } = body as { models: { name: string; live_version: string | null }[] };
  return outputs.models
    .map(({ name }) => name)
    .filter((name) => !models.find((model) => model.name === name)?.live_version);
};

export interface TrainModelOptions {
  /** Whether hyperparameters are tuned. @default - as the catalogue has it */
  tune?: boolean;
  /** Called with each step of the job as it begins. */
  onStep?: (step: string) => void;
}

/**
 * Trains a model on what lies in its data bucket.
 *
 * @throws {Error} the job did not start, or did not end in success.
 */
export const trainModel = async (
  api: ApiClient,
  model: string,
  { tune, onStep = () => undefined }: TrainModelOptions = {},
): Promise<Job> => {
  const path = `/models/${model}/training-jobs`;
  const { status, body } = await api.call('POST', path, tune === undefined ? {} : { tune });
  if (status !== 202) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
  const { job_key: jobKey } = body as { job_key: string };
  let shown: string | undefined;
  for (;;) {
    const job = await api.job(jobKey);
    const step = job.steps?.at(-1)?.step;
    if (step !== undefined && step !== shown) {
      shown = step;
      onStep(step);
    }
    if (job.status === 'success') return job;
    if (hasEnded(job.status)) {
      throw new Error(`${model}, ${jobKey}: ${job.status}: ${job.failure?.reason ?? 'no reason'}`);
    }
    await delay(POLL_MS);
  }
};
