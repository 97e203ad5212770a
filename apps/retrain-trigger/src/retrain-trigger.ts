import { createHash } from 'node:crypto';

import { WAF_MODEL, wafBucketKeys, type DataSet } from '@ngwaf/contracts';
import { jobKeyOf } from '@ngwaf/executions';
import type {
  Idempotency,
  IdempotencyRecord,
  LeaseHolder,
  StartJobOutcome,
  StartJobRequest,
} from '@ngwaf/job-store';
import { IdempotencyConflictError } from '@ngwaf/lambda-kit';

import type { OpenedObject } from './data-sets.ts';
import { DataSetChangedError, DataSetInvalidError, JobInProgressError } from './errors.ts';
import { createLauncher, type LaunchOptions, type LaunchPorts } from './launch-job.ts';
import type { Snapshot } from './snapshot.ts';
import { parseTrainFilePath, type ObjectLocation } from './train-file-path.ts';
import { validateDataSet } from './validate-data-set.ts';

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface RetrainTriggerPorts extends LaunchPorts {
  openDataSet(location: ObjectLocation): Promise<OpenedObject>;
  findIdempotencyRecord(hash: string, nowSeconds: number): Promise<IdempotencyRecord | undefined>;
  startJob(request: StartJobRequest): Promise<StartJobOutcome>;
  isExecutionRunning(jobKey: string): Promise<boolean>;
  randomSuffix(): string;
}

export interface RetrainTriggerOptions extends LaunchOptions {
  trainBucket: string;
  maxDataSetBytes: number;
}

export interface RetrainRequest {
  trainFilePath: string;
  /** Trains on rows as well that contradict what the base model knows for certain. */
  keepContradictingRows: boolean;
  idempotencyKey: string | undefined;
}

/** Until the execution runs: longer than this function may, so that nobody else finds it at work. */
const START_SECONDS = 5 * 60;
const IDEMPOTENCY_SECONDS = 24 * 60 * 60;

const toSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Starts retraining jobs, one at a time. */
export const createRetrainTrigger = (
  ports: RetrainTriggerPorts,
  options: RetrainTriggerOptions,
) => {
  /** Reads the data set from end to end; refuses it before a job exists. */
  const inspect = async (source: ObjectLocation) => {
    const { bytes, versionId, content, close } = await ports.openDataSet(source);
    try {
      if (bytes > options.maxDataSetBytes) {
        throw new DataSetInvalidError(`at most ${options.maxDataSetBytes} bytes`, `${bytes} bytes`);
      }
      return { ...(await validateDataSet(content, options.maxDataSetBytes)), versionId };
    } finally {
      close();
    }
  };

  const readAgain = async (dataSet: DataSet): Promise<Snapshot> => {
    const { facts, snapshot } = await inspect(dataSet);
    if (facts.sha256 === dataSet.sha256) return snapshot;
    throw new DataSetChangedError(`${dataSet.bucket}/${dataSet.key}`);
  };
  const { launch, replay } = createLauncher(ports, options, readAgain);

  /** Looks whether anything of an expired lease's job still runs, and takes the lease if not. */
  const takeOver = async (
    request: StartJobRequest,
    holder: LeaseHolder,
  ): Promise<StartJobOutcome> => {
    if (await ports.isExecutionRunning(holder.job_key)) throw new JobInProgressError();
    const step = (await ports.findJob(holder.job_key))?.step_status ?? 'start';
    const reason = 'its execution ended without settling it';
    return ports.startJob({
      ...request,
      takeOver: { holder, ending: { status: 'failed', failure: { step, reason } } },
    });
  };

  const idempotencyOf = (
    { idempotencyKey, keepContradictingRows }: RetrainRequest,
    source: ObjectLocation,
  ): Idempotency | undefined =>
    idempotencyKey === undefined
      ? undefined
      : {
          hash: sha256(idempotencyKey),
          // No key has a line break: what stands behind it is no part of one.
          requestSha256: sha256(
            `${source.bucket}/${source.key}${keepContradictingRows ? '\nkeep' : ''}`,
          ),
          expiresAt: toSeconds(ports.now()) + IDEMPOTENCY_SECONDS,
        };

  /**
   * Checks the data set, takes the lease for a new job, keeps a masked copy of the data set, and
   * starts the pipeline. Answers the job's key.
   *
   * A request refused before the lease is taken leaves nothing behind.
   */
  return async (request: RetrainRequest): Promise<string> => {
    const source = parseTrainFilePath(request.trainFilePath, options.trainBucket);
    const idempotency = idempotencyOf(request, source);
    // Before the file is looked at: it may have changed or gone since the first try.
    const record =
      idempotency && (await ports.findIdempotencyRecord(idempotency.hash, toSeconds(ports.now())));
    if (idempotency && record) {
      if (record.request_sha256 !== idempotency.requestSha256) throw new IdempotencyConflictError();
      return replay(record.started_job_key, idempotency);
    }

    const { facts, snapshot, versionId } = await inspect(source);
    const now = ports.now();
    const jobKey = jobKeyOf(now, ports.randomSuffix());
    const dataSet: DataSet = {
      ...source,
      version_id: versionId,
      ...facts,
      rows: { ...facts.rows },
      snapshot_sha256: snapshot.sha256,
      snapshot: `s3://${options.wafBucket}/${wafBucketKeys.snapshot(jobKey)}`,
    };
    const start: StartJobRequest = {
      job: {
        job_key: jobKey,
        model: WAF_MODEL,
        status: 'training',
        created_at: now.toISOString(),
        train_file_path: request.trainFilePath,
        ...(request.keepContradictingRows && { keep_contradicting_rows: true }),
        data_set: dataSet,
      },
      now,
      leaseExpiresAt: toSeconds(now) + START_SECONDS,
      idempotency,
    };
    let outcome = await ports.startJob(start);
    if (outcome.outcome === 'lease_expired') outcome = await takeOver(start, outcome.holder);
    switch (outcome.outcome) {
      case 'taken':
        await launch(outcome.job, () => Promise.resolve(snapshot), idempotency);
        return jobKey;
      case 'replayed':
        return idempotency ? replay(outcome.jobKey, idempotency) : outcome.jobKey;
      case 'idempotency_conflict':
        throw new IdempotencyConflictError();
      case 'in_progress':
      case 'lease_expired':
        throw new JobInProgressError();
    }
  };
};
