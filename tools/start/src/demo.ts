import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, stepsWith, type Job, type LocalOutputs } from '@ngwaf/contracts';
import { ROOT, createApiClient, uploadDataSet, type ApiClient } from '@ngwaf/tool-local-stack';
import { z } from 'zod';
import { diagnosticsTable, seconds, table } from './tables.ts';

const SAMPLE = join(ROOT, 'notebooks', 'sample');
const POLL_MS = 250;

const demoRequestSchema = z.object({
  name: z.string(),
  label: z.union([z.literal(0), z.literal(1)]),
  request: z.looseObject({}),
});
type DemoRequest = z.infer<typeof demoRequestSchema>;

interface Scored {
  score: number;
  label: 0 | 1;
  threshold: number;
  model: string;
}

const say = (text: string): void => {
  console.log(text);
};

const score = async (api: ApiClient, requests: DemoRequest[]): Promise<Scored[]> => {
  const scored: Scored[] = [];
  for (const { request } of requests) {
    const { status, body } = await api.call('POST', '/prediction', { request });
    if (status !== 200) throw new Error(`POST /prediction: ${status} ${JSON.stringify(body)}`);
    scored.push(body as Scored);
  }
  return scored;
};

const startRetraining = async (api: ApiClient, trainFilePath: string): Promise<string> => {
  const { status, body } = await api.call('POST', '/retrain', { train_file_path: trainFilePath });
  if (status !== 200) throw new Error(`POST /retrain: ${status} ${JSON.stringify(body)}`);
  return (body as { job_key: string }).job_key;
};

/** Prints each step of a job as it begins, until the job has ended. */
const watch = async (api: ApiClient, jobKey: string): Promise<Job> => {
  const start = Date.now();
  const seen = new Set<string>();
  for (;;) {
    const job = await api.job(jobKey);
    for (const { step } of job.steps ?? []) {
      if (seen.has(step)) continue;
      seen.add(step);
      const steps = stepsWith(step);
      say(
        `  ${seconds(Date.now() - start)}  step ${steps.indexOf(step) + 1} of ${steps.length}: ${step.replaceAll('_', ' ')}`,
      );
    }
    if (hasEnded(job.status)) {
      say(`  ${seconds(Date.now() - start)}  ${job.status}`);
      return job;
    }
    await delay(POLL_MS);
  }
};

const verdict = ({ score, label }: Scored): string =>
  `${score.toFixed(3)} ${label === 1 ? 'malicious' : 'benign'}`;

/** Scores, retrains and scores again, before the user's eyes, with the sample of `notebooks/sample`. */
export const runDemo = async (outputs: LocalOutputs): Promise<Job> => {
  const api = createApiClient(outputs);
  const requests = z
    .array(demoRequestSchema)
    .parse(JSON.parse(await readFile(join(SAMPLE, 'demo-requests.json'), 'utf8')));
  const truth = ({ label }: DemoRequest) => (label === 1 ? 'malicious' : 'benign');

  say('\nScoring a handful of requests with the live model:\n');
  const before = await score(api, requests);
  say(
    table(
      ['request', 'really', 'score'],
      requests.map((request, index) => [
        request.name,
        truth(request),
        verdict(before[index] as Scored),
      ]),
    ),
  );

  say(
    `\nA request is called malicious from a score of ${before[0]?.threshold.toFixed(3) ?? '?'} on.`,
  );

  const path = await uploadDataSet(
    outputs,
    'demo/traffic.csv',
    await readFile(join(SAMPLE, 'traffic.csv')),
  );
  say(`\nUploaded a labelled sample of one application's traffic to s3://${path}.`);
  const jobKey = await startRetraining(api, path);
  say(`Started the retraining ${jobKey}:\n`);
  const job = await watch(api, jobKey);
  if (job.status !== 'success') {
    throw new Error(
      `The retraining ended ${job.status}: ${job.failure?.reason ?? 'no reason given'}`,
    );
  }

  const rows = job.data_set?.rows;
  if (rows) say(`\nTrained on ${rows['malicious']} malicious and ${rows['benign']} benign rows.`);
  if (job.model_diagnostics) {
    say('The new model on rows that its training did not see:\n');
    say(diagnosticsTable(job.model_diagnostics));
  }
  say(`\nOutcome: ${job.outcome ?? 'none'}. ${job.outcome_reason ?? ''}\n`);
  const after = await score(api, requests);
  say(
    table(
      ['request', 'really', 'before', 'after'],
      requests.map((request, index) => [
        request.name,
        truth(request),
        verdict(before[index] as Scored),
        verdict(after[index] as Scored),
      ]),
    ),
  );
  say(`\nLive before: ${before[0]?.model ?? '?'}; live now: ${after[0]?.model ?? '?'}.`);
  return job;
};
