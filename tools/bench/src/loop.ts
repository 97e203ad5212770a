import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, type Job, type LocalOutputs } from '@ngwaf/contracts';
import {
  ROOT,
  bringUp,
  createApiClient,
  defaultStackOptions,
  findCloud,
  stopCloud,
  uploadDataSet,
  type StackOptions,
} from '@ngwaf/tool-local-stack';
import { watchMemory } from './memory.ts';

const options: StackOptions = {
  ...defaultStackOptions(),
  stateDir: join(ROOT, '.local', 'bench'),
  port: 4598,
};

export interface LoopFigures {
  upSeconds: number;
  /** From `POST /retrain` to the new version answering `POST /prediction`. */
  liveSeconds: number;
  /** From `POST /retrain` to the end of the job, clean-up included. */
  endedSeconds: number;
  stepSeconds: [step: string, seconds: number][];
  /** Undefined where the system does not tell. */
  peakMegabytes: number | undefined;
}

const stepSeconds = (job: Job): LoopFigures['stepSeconds'] => {
  const starts = (job.steps ?? []).map(({ step, started_at }) => ({
    step,
    at: Date.parse(started_at),
  }));
  return starts.map(({ step, at }, index) => [
    step,
    ((starts[index + 1]?.at ?? Date.parse(job.ended_at ?? '')) - at) / 1000,
  ]);
};

const retrain = async (
  outputs: LocalOutputs,
): Promise<Omit<LoopFigures, 'upSeconds' | 'peakMegabytes'>> => {
  const api = createApiClient(outputs);
  const sample = await readFile(join(ROOT, 'notebooks', 'sample', 'traffic.csv'));
  const path = await uploadDataSet(outputs, 'bench.csv', sample);
  const start = Date.now();
  const { status, body } = await api.call('POST', '/retrain', { train_file_path: path });
  if (status !== 200) throw new Error(`POST /retrain: ${status} ${JSON.stringify(body)}`);
  const jobKey = (body as { job_key: string }).job_key;

  let liveSeconds = Number.NaN;
  for (;;) {
    const scored = await api.call('POST', '/prediction', { payload: 'id=1' });
    if (Number.isNaN(liveSeconds) && (scored.body as { model: string }).model === jobKey) {
      liveSeconds = (Date.now() - start) / 1000;
    }
    const job = await api.job(jobKey);
    if (hasEnded(job.status)) {
      if (job.outcome !== 'promoted') {
        throw new Error(
          `${jobKey}: ${job.status} ${job.outcome_reason ?? job.failure?.reason ?? ''}`,
        );
      }
      return {
        liveSeconds,
        endedSeconds: (Date.now() - start) / 1000,
        stepSeconds: stepSeconds(job),
      };
    }
    await delay(200);
  }
};

/** Brings a stack up from nothing (with everything installed), retrains once, takes it down. */
export const measureLoop = async (): Promise<LoopFigures> => {
  await stopCloud(options);
  try {
    const start = Date.now();
    const outputs = await bringUp(options);
    const upSeconds = (Date.now() - start) / 1000;
    const cloud = await findCloud(options);
    const memory =
      cloud && process.platform === 'linux' ? watchMemory(cloud.pid, options.stateDir) : undefined;
    const figures = await retrain(outputs);
    return { upSeconds, ...figures, peakMegabytes: memory?.stop() };
  } finally {
    await stopCloud(options);
  }
};
