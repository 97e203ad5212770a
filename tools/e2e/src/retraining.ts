import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasEnded, type Job } from '@ngwaf/contracts';
import { ROOT, type ApiClient } from '@ngwaf/tool-local-stack';
import { eventually } from './eventually.ts';

const SAMPLE = join(ROOT, 'notebooks', 'sample');

/** The labelled traffic of an imagined application that the project ships. */
export const sampleCsv = (): string => readFileSync(join(SAMPLE, 'traffic.csv'), 'utf8');

/** Rows that cannot be right, and one with a secret; to be put behind others. */
export const oddRows = (): string =>
  [
    'user=ann&password=hunter2,0,FALSE',
    '"<script>alert(document.cookie)</script>",0,FALSE',
    'said to be both,0,FALSE',
    'said to be both,1,FALSE',
    '',
  ].join('\n');

/** Traffic on which any model is right already, so that none can be better. */
export const knownTraffic = (): string => {
  const words = 'amber birch cedar delta ember fjord grove haven inlet jetty knoll ledge'.split(
    ' ',
  );
  const pairs = words.flatMap((first) => words.slice(0, 5).map((second) => `${first} ${second}`));
  const rows = pairs.flatMap((text) => [
    `"<script>alert('${text}')</script>",1,FALSE`,
    `${text},0,FALSE`,
  ]);
  return ['payload,label,is_url', ...rows, ''].join('\n');
};

/** Starts a retraining and resolves with its key; anything but 200 fails the test. */
export const retrain = async (
  api: ApiClient,
  trainFilePath: string,
  headers: object = {},
): Promise<string> => {
  const answer = await api.call('POST', '/retrain', { train_file_path: trainFilePath }, headers);
  expect([answer.status, answer.body]).toEqual([
    200,
    { message: 'training has kicked off', job_key: expect.stringMatching(/^job-/) as string },
  ]);
  return (answer.body as { job_key: string }).job_key;
};

/** Waits until a job has ended. */
export const untilEnded = (api: ApiClient, jobKey: string, timeoutMs = 180_000): Promise<Job> =>
  eventually(async () => {
    const job = await api.job(jobKey);
    if (!hasEnded(job.status)) throw new Error(`${jobKey} is in step ${job.step_status ?? '-'}`);
    return job;
  }, timeoutMs);

/** Waits until a job has entered a step. */
export const untilStep = (
  api: ApiClient,
  jobKey: string,
  step: Job['step_status'],
  timeoutMs = 120_000,
): Promise<Job> =>
  eventually(async () => {
    const job = await api.job(jobKey);
    const reached = job.steps?.some((entry) => entry.step === step);
    if (!reached) throw new Error(`${jobKey} is ${job.status} in ${job.step_status ?? '-'}`);
    return job;
  }, timeoutMs);
