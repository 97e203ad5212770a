import { createHash } from 'node:crypto';

import {
  dataBucketKeys,
  type DataSet,
  type JobItem,
  type Lease,
  type ModelTrainingInput,
  type PinnedObject,
} from '@ngwaf/contracts';
import { StartUnconfirmedError, jobKeyOf } from '@ngwaf/executions';
import {
  JobAlreadyEndedError,
  LeaseLostError,
  type Idempotency,
  type IdempotencyRecord,
  type LeaseHolder,
  type Settlement,
  type StartJobOutcome,
  type StartJobRequest,
} from '@ngwaf/job-store';
import { IdempotencyConflictError, ModelNotFoundError } from '@ngwaf/lambda-kit';
import {
  isRecordModel,
  modelResources,
  type ModelEntry,
  type RecordModel,
} from '@ngwaf/model-catalogue';
import type { LiveModel } from '@ngwaf/sagemaker-utils';

import { MAX_FILES, fingerprintOf, totalBytes } from './data-files.ts';
import {
  NoDataError,
  OtherPipelineError,
  TrainingInProgressError,
  TrainingRequestError,
} from './errors.ts';
import { makePlan, type PlanOptions, type PlannedJob } from './make-plan.ts';
import { reasonAgainst, type Cause } from './trigger-rules.ts';

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface StartTrainingPorts {
  findModel(name: string): ModelEntry | undefined;
  listFiles(bucket: string, prefix: string): Promise<PinnedObject[]>;
  currentImage(image: string): Promise<string>;
  liveModel(endpoint: string): Promise<LiveModel | undefined>;
  findJob(jobKey: string): Promise<JobItem | undefined>;
  findLease(model: string): Promise<Lease | undefined>;
  findIdempotencyRecord(hash: string, nowSeconds: number): Promise<IdempotencyRecord | undefined>;
  startJob(request: StartJobRequest): Promise<StartJobOutcome>;
  recordExecution(holder: LeaseHolder, arn: string, leaseExpiresAt: number): Promise<void>;
  settle(holder: LeaseHolder, settlement: Settlement): Promise<void>;
  /** Throws {@link StartUnconfirmedError} if it may have started; any other error: it has not. */
  startExecution(input: ModelTrainingInput): Promise<string>;
  isExecutionRunning(jobKey: string): Promise<boolean>;
  now(): Date;
  randomSuffix(): string;
}

/** What a caller asks for. */
export interface TrainingRequest {
  model: string;
  /** Instead of the entry's. */
  hyperparameters?: Record<string, string> | undefined;
  /** @default - whether the entry has something to tune */
  tune?: boolean | undefined;
  idempotencyKey?: string | undefined;
}

/** What came of a schedule or an alarm. */
export type TriggerOutcome = { started: string } | { started: null; reason: string };

/** Until the execution runs: longer than this function may, so that nobody else finds it at work. */
const START_SECONDS = 5 * 60;
/** What the pipeline may take on top of its states' limits. */
const CLEAN_UP_SECONDS = 20 * 60;
const IDEMPOTENCY_SECONDS = 24 * 60 * 60;

const toSeconds = (date: Date): number => Math.floor(date.getTime() / 1000);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a training of a model learns from, as it is now. */
interface Found {
  bucket: string;
  records: PinnedObject[];
  anchors: PinnedObject[];
  bytes: number;
  sha256: string;
}

/** Starts trainings of the catalogue's models, one at a time for each. */
export const createStartTraining = (ports: StartTrainingPorts, options: PlanOptions) => {
  /** @throws {ModelNotFoundError} @throws {OtherPipelineError} */
  const modelOf = (name: string): RecordModel => {
    const entry = ports.findModel(name);
    if (!entry) throw new ModelNotFoundError(name);
    if (entry.pipeline !== 'framework' || !isRecordModel(entry)) throw new OtherPipelineError(name);
    return entry;
  };

  /** @throws {NoDataError} */
  const findData = async (entry: RecordModel): Promise<Found> => {
    const { dataBucket: bucket } = modelResources(options.namePrefix, options.accountId, entry);
    const csvFiles = async (prefix: string): Promise<PinnedObject[]> => {
      const files = await ports.listFiles(bucket, prefix);
      if (files.length > 0) return files;
      throw new NoDataError(`s3://${bucket}/${prefix}`, 'CSV files with a header', 'none');
    };
    const records = await csvFiles(dataBucketKeys.recordsPrefix);
    const anchors =
      entry.labelling.kind === 'anchor' ? await csvFiles(dataBucketKeys.anchorsPrefix) : [];
    const bytes = totalBytes(records);
    return { bucket, records, anchors, bytes, sha256: fingerprintOf([...records, ...anchors]) };
  };

  const plan = async (
    entry: RecordModel,
    { hyperparameters, tune }: TrainingRequest,
    jobKey: string,
    data: Found,
  ): Promise<PlannedJob> => {
    const { endpoint } = modelResources(options.namePrefix, options.accountId, entry);
    const [image, live] = await Promise.all([
      ports.currentImage(entry.algorithm.image),
      ports.liveModel(endpoint),
    ]);
    const planned = makePlan(
      {
        ...{ entry, jobKey, image, live },
        ...{ records: data.records, anchors: data.anchors },
        hyperparameters: { ...entry.algorithm.hyperparameters, ...hyperparameters },
        tune: tune ?? entry.algorithm.tuning !== undefined,
      },
      options,
    );
    const files = planned.plan.data.records.length + planned.plan.data.anchors.length;
    if (files > MAX_FILES) {
      const found = `${files}: put them together into larger ones`;
      throw new NoDataError(`s3://${data.bucket}`, `at most ${MAX_FILES} files`, found);
    }
    if (planned.plan.prepare === 'spark' && options.spark.image === '') {
      const expected =
        'data that a function can prepare, as AWS has no image of Spark in this region';
      throw new NoDataError(`s3://${data.bucket}`, expected, `${data.bytes} bytes`);
    }
    return planned;
  };

  const checkRequest = (entry: RecordModel, { hyperparameters, tune }: TrainingRequest): void => {
    if (tune && !entry.algorithm.tuning) {
      throw new TrainingRequestError('tune', 'false', `true: ${entry.name} has nothing to tune`);
    }
    if (hyperparameters && 'label' in hyperparameters) {
      throw new TrainingRequestError('hyperparameters.label', 'none', 'one: the pipeline sets it');
    }
  };

  /** From a job in the table to an execution that runs; may be repeated. */
  const launch = async (
    job: JobItem,
    { plan }: PlannedJob,
    idempotency: Idempotency | undefined,
  ): Promise<void> => {
    const { job_key, model, fencing_token } = job;
    try {
      const arn = await ports.startExecution({ job_key, model, fencing_token, plan });
      const limits = Object.values(plan.time_limits).reduce((sum, limit) => sum + limit, 0);
      const leaseExpiresAt = toSeconds(ports.now()) + limits + CLEAN_UP_SECONDS;
      await ports.recordExecution(job, arn, leaseExpiresAt).catch((error: unknown) => {
        // It ended already: it was started all the same.
        if (error instanceof JobAlreadyEndedError || error instanceof LeaseLostError) return;
        throw new StartUnconfirmedError({ cause: error });
      });
    } catch (error) {
      if (!(error instanceof StartUnconfirmedError)) {
        const failure = { step: 'start', reason: 'the pipeline could not be started' };
        // What keeps it from being settled may be what kept it from starting: the lease expires in
        // minutes, and the next request takes it over and settles this job.
        await ports
          .settle(job, {
            ending: { status: 'failed', failure },
            endedAt: ports.now().toISOString(),
            forgetIdempotency: idempotency?.hash,
          })
          .catch(() => undefined);
      }
      throw error;
    }
  };

  /** The answer to a request that came before; finishes what its first try left undone. */
  const replay = async (
    entry: RecordModel,
    request: TrainingRequest,
    jobKey: string,
    idempotency: Idempotency,
  ): Promise<string> => {
    const job = await ports.findJob(jobKey);
    if (job?.status === 'training' && job.execution_arn === undefined) {
      await launch(job, await plan(entry, request, jobKey, await findData(entry)), idempotency);
    }
    return jobKey;
  };

  /** Looks whether anything of an expired lease's job still runs, and takes the lease if not. */
  const takeOver = async (
    request: StartJobRequest,
    holder: LeaseHolder,
  ): Promise<StartJobOutcome> => {
    if (await ports.isExecutionRunning(holder.job_key)) {
      return { outcome: 'in_progress', jobKey: holder.job_key };
    }
    const step = (await ports.findJob(holder.job_key))?.step_status ?? 'start';
    const reason = 'its execution ended without settling it';
    return ports.startJob({
      ...request,
      takeOver: { holder, ending: { status: 'failed', failure: { step, reason } } },
    });
  };

  const start = async (
    entry: RecordModel,
    request: TrainingRequest,
    data: Found,
    startedBy: string,
    decidedOn?: number,
  ): Promise<string> => {
    const now = ports.now();
    const jobKey = jobKeyOf(now, ports.randomSuffix());
    const planned = await plan(entry, request, jobKey, data);
    const { names, model_bucket, scratch, tune } = planned.plan;
    const { instanceType, instanceCount } = planned.instances.training;
    const dataSet: DataSet = {
      bucket: data.bucket,
      key: dataBucketKeys.recordsPrefix,
      sha256: data.sha256,
      bytes: data.bytes,
      files: data.records.length,
      snapshot: `s3://${model_bucket}/${scratch}`,
    };
    const idempotency = idempotencyOf(request);
    const startRequest: StartJobRequest = {
      job: {
        job_key: jobKey,
        model: entry.name,
        status: 'training',
        created_at: now.toISOString(),
        train_file_path: `${data.bucket}/${dataBucketKeys.recordsPrefix}`,
        data_set: dataSet,
        started_by: startedBy,
        training_job_name: names.training_job,
        ...(tune && { tuning_job_name: names.tuning_job }),
        training_instances: `${instanceCount} × ${instanceType}`,
        sagemaker_jobs: planned.sageMakerJobs,
      },
      now,
      leaseExpiresAt: toSeconds(now) + START_SECONDS,
      idempotency,
      decidedOn,
    };
    let outcome = await ports.startJob(startRequest);
    if (outcome.outcome === 'lease_expired') outcome = await takeOver(startRequest, outcome.holder);
    switch (outcome.outcome) {
      case 'taken':
        await launch(outcome.job, planned, idempotency);
        return jobKey;
      case 'replayed':
        return idempotency ? replay(entry, request, outcome.jobKey, idempotency) : outcome.jobKey;
      case 'idempotency_conflict':
        throw new IdempotencyConflictError();
      case 'in_progress':
        throw new TrainingInProgressError(entry.name, outcome.jobKey);
      case 'lease_expired':
        throw new TrainingInProgressError(entry.name, outcome.holder.job_key);
    }
  };

  const idempotencyOf = (request: TrainingRequest): Idempotency | undefined => {
    const { model, hyperparameters = {}, tune, idempotencyKey } = request;
    if (idempotencyKey === undefined) return undefined;
    const sorted = Object.entries(hyperparameters).sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      // A key is the caller's own for each model.
      hash: sha256(`${model}\n${idempotencyKey}`),
      requestSha256: sha256(JSON.stringify([model, sorted, tune ?? null])),
      expiresAt: toSeconds(ports.now()) + IDEMPOTENCY_SECONDS,
    };
  };

  return {
    /**
     * Starts a training because somebody asks for it. Answers the job's key.
     *
     * A request refused before the lease is taken leaves nothing behind.
     */
    onRequest: async (request: TrainingRequest): Promise<string> => {
      const entry = modelOf(request.model);
      checkRequest(entry, request);
      const idempotency = idempotencyOf(request);
      // Before the data is looked at: it may have changed since the first try.
      const record =
        idempotency &&
        (await ports.findIdempotencyRecord(idempotency.hash, toSeconds(ports.now())));
      if (idempotency && record) {
        if (record.request_sha256 !== idempotency.requestSha256)
          throw new IdempotencyConflictError();
        return replay(entry, request, record.started_job_key, idempotency);
      }
      return start(entry, request, await findData(entry), 'request');
    },

    /** Starts a training by schedule or alarm, unless there is a reason against it. */
    onTrigger: async (model: string, cause: Cause): Promise<TriggerOutcome> => {
      const entry = modelOf(model);
      const lease = await ports.findLease(model);
      const last =
        lease?.last_job_key === undefined ? undefined : await ports.findJob(lease.last_job_key);
      const data = await findData(entry);
      const reason = reasonAgainst(cause, last, data, ports.now());
      if (reason !== undefined) return { started: null, reason };
      const startedBy = cause.by === 'alarm' ? `alarm ${cause.alarm}` : cause.by;
      try {
        const token = lease?.fencing_token ?? 0;
        return { started: await start(entry, { model }, data, startedBy, token) };
      } catch (error) {
        // Another event of the same incident, or a person, was faster.
        if (!(error instanceof TrainingInProgressError)) throw error;
        return { started: null, reason: error.message };
      }
    },
  };
};
export type StartTraining = ReturnType<typeof createStartTraining>;
