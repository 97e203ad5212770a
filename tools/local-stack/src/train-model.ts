import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, type Job, type LocalOutputs } from '@ngwaf/contracts';
import { MODELS } from '@ngwaf/model-catalogue';
import { syntheticData } from '@ngwaf/tool-catalogue';
import type { ApiClient } from './api-client.ts';
import { putObjects } from './put-object.ts';

const POLL_MS = 250;

/** Puts made-up data into the data buckets of the models that the framework trains. */
export const uploadSyntheticData = async (outputs: LocalOutputs): Promise<void> => {
  const objects = syntheticData().flatMap(({ dataBucket, key, content }) => {
    const entry = MODELS.find(({ data }) => data.bucket === dataBucket);
    const model = outputs.models.find(({ name }) => name === entry?.name);
    return model ? [{ bucket: model.dataBucket, key, body: content }] : [];
  });
  await putObjects(outputs, objects);
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
