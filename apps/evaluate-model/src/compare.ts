import { baselineKeys, modelBucketKeys, type ModelTrainingInput } from '@ngwaf/contracts';
import { histogramOf, type Labelled } from '@ngwaf/drift';
import type { ModelEntry } from '@ngwaf/model-catalogue';

import { EvaluationFailedError } from './errors.ts';
import { decide, type Verdict } from './gate.ts';
import { diagnose, measure, type Figures } from './metrics.ts';
import type { EvaluateModelPorts } from './ports.ts';
import { join, parseLabels, parseScores } from './test-rows.ts';

type Plan = ModelTrainingInput['plan'];

/** What the phase needs of the candidate. */
export interface Candidate {
  training_job: string;
  artefact: string;
}

/** Content types of the container. */
const CONTENT_TYPES = ['application/json', 'application/jsonlines'] as const;

/** Where a transform job writes: below its output path, named after its input with `.out`. */
const outputOf = (request: Record<string, unknown>): { bucket: string; key: string } => {
  const { S3OutputPath = '' } = request['TransformOutput'] as { S3OutputPath?: string };
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*?)\/?$/.exec(S3OutputPath) ?? [];
  if (bucket === undefined) throw new Error(`${S3OutputPath} is no address of S3`);
  const input = modelBucketKeys.prepared.testFeatures.split('/').at(-1);
  return { bucket, key: `${prefix}/${input}.out` };
};

const readAll = async (ports: EvaluateModelPorts, bucket: string, key: string): Promise<string> => {
  const text = await ports.read(bucket, key);
  if (text === undefined) throw new EvaluationFailedError(`s3://${bucket}/${key} does not exist`);
  return text;
};

const scored = async (
  ports: EvaluateModelPorts,
  labels: readonly (0 | 1)[],
  request: Record<string, unknown>,
): Promise<Labelled[]> => {
  const { bucket, key } = outputOf(request);
  return join(labels, parseScores(await readAll(ports, bucket, key), key), key);
};

const figuresOf = ({ auc, threshold, at }: Figures) => ({ auc, threshold, ...at });

const register = (
  ports: EvaluateModelPorts,
  entry: ModelEntry,
  { job_key, plan }: ModelTrainingInput,
  candidate: Candidate,
  { promoted, reason }: Verdict,
  challenger: Figures,
): Promise<string> => {
  return ports.register({
    // A task that is tried again registers nothing twice.
    token: job_key,
    group: ports.groupOf(entry),
    description: `${entry.name} ${job_key}: ${reason}`,
    image: plan.image,
    artefact: candidate.artefact,
    contentTypes: CONTENT_TYPES,
    // Whoever puts it live approves it: nothing is approved that is not fit to be served.
    approvalStatus: promoted ? 'PendingManualApproval' : 'Rejected',
    metricsAddress: `s3://${plan.model_bucket}/${modelBucketKeys.jobRecords(job_key)}evaluation.json`,
    metadata: {
      version: job_key,
      job_key,
      threshold: String(challenger.threshold),
      training_job: candidate.training_job,
      auc: challenger.auc.toFixed(6),
      f1_score: challenger.at.f1_score.toFixed(6),
      ...(plan.champion && { parent: plan.champion.version }),
    },
  });
};

/**
 * Compares the candidate with the champion on the test rows that both have scored, and registers it
 * with its metrics: approved later by whoever puts it live, or rejected.
 *
 * @throws {EvaluationFailedError} scores are missing, or do not fit the test rows.
 */
export const compare = async (
  ports: EvaluateModelPorts,
  entry: ModelEntry,
  input: ModelTrainingInput,
  candidate: Candidate,
) => {
  const { job_key, plan }: { job_key: string; plan: Plan } = input;
  const { requests, model_bucket: bucket } = plan;
  const labelsKey = `${plan.scratch}${modelBucketKeys.prepared.testLabels}`;
  const labels = parseLabels(await readAll(ports, bucket, labelsKey));
  const cases = await scored(ports, labels, requests.challenger_transform);
  const challenger = measure(cases);
  const champion = requests.champion_transform
    ? measure(await scored(ports, labels, requests.champion_transform))
    : undefined;
  const verdict = decide(challenger, champion, entry.gate);
  const diagnostics = diagnose(cases);

  await ports.writeJson(bucket, `${modelBucketKeys.jobRecords(job_key)}evaluation.json`, {
    model: entry.name,
    version: job_key,
    rows: labels.length,
    ...verdict,
    challenger: figuresOf(challenger),
    ...(champion && { champion: { version: plan.champion?.version, ...figuresOf(champion) } }),
    diagnostics,
  });
  await ports.writeJson(bucket, baselineKeys.scores(job_key), {
    scores: histogramOf(cases.map(({ score }) => score)),
  });
  const arn = await register(ports, entry, input, candidate, verdict, challenger);
  return {
    ...verdict,
    model_package_arn: arn,
    diagnostics,
    performance: {
      roc_auc_score: challenger.auc,
      f1_score: challenger.at.f1_score,
      threshold: challenger.threshold,
      ...(champion && {
        champion_roc_auc_score: champion.auc,
        champion_f1_score: champion.at.f1_score,
      }),
    },
  };
};
