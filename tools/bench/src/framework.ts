import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, type LocalOutputs } from '@ngwaf/contracts';
import {
  ROOT,
  bringUp,
  createApiClient,
  defaultStackOptions,
  findCloud,
  stopCloud,
  sampleRecords,
  trainModel,
  uploadDataSet,
  uploadLocalData,
  type ApiClient,
  type StackOptions,
} from '@ngwaf/tool-local-stack';
import { watchMemory } from './memory.ts';
import { timed } from './seconds.ts';
import { median } from './statistics.ts';

const options: StackOptions = {
  ...defaultStackOptions(),
  stateDir: join(ROOT, '.local', 'bench'),
  port: 4598,
};

const MODEL = 'before-initial-deposit-problem-gambling';
const CALLS = 5;
const RECORDS = 1_000;

export interface FrameworkFigures {
  upSeconds: number;
  /** From the first request to the last of the four jobs' ends, the WAF's retraining among them. */
  trainingSeconds: number;
  /** The framework's models alone, each from its request to its end. */
  modelSeconds: [model: string, seconds: number][];
  /** One call with 1,000 records, median. */
  thousandSeconds: number;
  /** Megabytes with all models live; undefined where the system does not tell. */
  peakMegabytes: number | undefined;
}

const retrain = async (api: ApiClient, outputs: LocalOutputs): Promise<void> => {
  const sample = await readFile(join(ROOT, 'notebooks', 'sample', 'traffic.csv'));
  const path = await uploadDataSet(outputs, 'bench.csv', sample);
  const { status, body } = await api.call('POST', '/retrain', { train_file_path: path });
  if (status !== 200) throw new Error(`POST /retrain: ${status} ${JSON.stringify(body)}`);
  const { job_key: jobKey } = body as { job_key: string };
  for (;;) {
    const job = await api.job(jobKey);
    if (job.status === 'success') return;
    if (hasEnded(job.status)) throw new Error(`${jobKey}: ${job.failure?.reason ?? job.status}`);
    await delay(250);
  }
};

const scoreThousand = async (api: ApiClient): Promise<number> => {
  const body = { records: await sampleRecords(MODEL, RECORDS) };
  const seconds: number[] = [];
  for (let call = 0; call < CALLS; call += 1) {
    const [took, answer] = await timed(() =>
      api.call('POST', `/models/${MODEL}/predictions`, body),
    );
    const { predictions } = answer.body as { predictions?: unknown[] };
    if (predictions?.length !== RECORDS) {
      throw new Error(`Expected ${RECORDS} predictions: ${JSON.stringify(answer).slice(0, 300)}`);
    }
    seconds.push(took);
  }
  return median(seconds);
};

/** Brings a stack up from nothing, trains all four models at once, scores, takes it down. */
export const measureFramework = async (): Promise<FrameworkFigures> => {
  await stopCloud(options);
  try {
    const [upSeconds, outputs] = await timed(() => bringUp(options));
    const cloud = await findCloud(options);
    const memory =
      cloud && process.platform === 'linux' ? watchMemory(cloud.pid, options.stateDir) : undefined;
    const api = createApiClient(outputs);
    await uploadLocalData(outputs);
    const modelSeconds: FrameworkFigures['modelSeconds'] = [];
    const [trainingSeconds] = await timed(() =>
      Promise.all([
        retrain(api, outputs),
        ...outputs.models.map(async ({ name }) => {
          const [took] = await timed(() => trainModel(api, name));
          modelSeconds.push([name, took]);
        }),
      ]),
    );
    const thousandSeconds = await scoreThousand(api);
    const peakMegabytes = memory?.stop();
    return { upSeconds, trainingSeconds, modelSeconds, thousandSeconds, peakMegabytes };
  } finally {
    await stopCloud(options);
  }
};
