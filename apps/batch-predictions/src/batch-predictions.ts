import { createHash } from 'node:crypto';

import { IdempotencyConflictError } from '@ngwaf/lambda-kit';
import { EndpointUnavailableError, type TransformJob } from '@ngwaf/sagemaker-utils';
import { chooseInstances, type Cluster, type RecordModel } from '@ngwaf/model-catalogue';

import { batchKeys, keptBatchSchema, type KeptBatch } from './batch.ts';
import { BatchNotFoundError } from './errors.ts';
import { LIMITS, filterRows } from './filter-rows.ts';
import { parseInputPath } from './input-path.ts';
import { toScores } from './to-scores.ts';

/** The version that serves now, which a batch is scored with. */
export interface LiveVersion {
  modelName: string;
  version: string;
  threshold: number;
}

/** What the use cases need; `main.ts` supplies the real ones. */
export interface BatchPorts {
  bucketsOf(model: RecordModel): { dataBucket: string; modelBucket: string };
  liveVersion(model: RecordModel): Promise<LiveVersion | undefined>;
  /** @throws {InvalidRequestError} there is no such object. */
  openInput(bucket: string, key: string): Promise<AsyncIterable<Uint8Array>>;
  /** `undefined` where there is no such object. */
  read(bucket: string, key: string): Promise<string | undefined>;
  write(bucket: string, key: string, content: string | Buffer): Promise<void>;
  startTransform(job: {
    name: string;
    modelName: string;
    input: string;
    output: string;
    idField: string;
    instances: Pick<Cluster, 'instanceType' | 'instanceCount'>;
  }): Promise<void>;
  describeTransform(name: string): Promise<TransformJob | undefined>;
  /** Name of the transform job of a batch. */
  transformName(model: RecordModel, batchId: string): string;
  now(): Date;
  randomId(): string;
}

export interface BatchRequest {
  input: string;
  idempotencyKey?: string | undefined;
}

/** 48 bits: enough for the batches of one model, and short enough for SageMaker's names. */
const ID_LENGTH = 12;
const idOf = (model: string, idempotencyKey: string): string =>
  createHash('sha256').update(`${model}\n${idempotencyKey}`).digest('hex').slice(0, ID_LENGTH);

/** Of the size that the largest file takes. */
const INSTANCES = chooseInstances(LIMITS.bytes).transform;

export const createBatchPredictions = (ports: BatchPorts) => {
  const find = async (model: RecordModel, batchId: string): Promise<KeptBatch | undefined> => {
    const { modelBucket } = ports.bucketsOf(model);
    const text = await ports.read(modelBucket, batchKeys(batchId).batch);
    return text === undefined ? undefined : keptBatchSchema.parse(JSON.parse(text));
  };

  const keep = async (model: RecordModel, batch: KeptBatch): Promise<KeptBatch> => {
    const { modelBucket } = ports.bucketsOf(model);
    await ports.write(modelBucket, batchKeys(batch.batch_id).batch, JSON.stringify(batch));
    return batch;
  };

  /** Starts the transform job of a batch; nothing happens where it runs or has run. */
  const launch = async (model: RecordModel, batch: KeptBatch): Promise<void> => {
    const { modelBucket } = ports.bucketsOf(model);
    const keys = batchKeys(batch.batch_id);
    await ports.startTransform({
      name: ports.transformName(model, batch.batch_id),
      modelName: batch.model_name,
      input: `s3://${modelBucket}/${keys.features}`,
      output: `s3://${modelBucket}/${keys.outputPrefix}`,
      idField: model.input.id,
      instances: INSTANCES,
    });
  };

  const ended = (
    model: RecordModel,
    batch: KeptBatch,
    end: Partial<KeptBatch>,
  ): Promise<KeptBatch> => keep(model, { ...batch, ...end, ended_at: ports.now().toISOString() });

  return {
    /**
     * Filters the rows of a file and has the live version score them. The same `idempotencyKey`
     * sent again starts nothing twice.
     *
     * @throws {InvalidRequestError} the file is not what the model takes.
     * @throws {EndpointUnavailableError} no version is live.
     * @throws {IdempotencyConflictError}
     */
    async start(model: RecordModel, { input, idempotencyKey }: BatchRequest): Promise<KeptBatch> {
      const { dataBucket, modelBucket } = ports.bucketsOf(model);
      const key = parseInputPath(input, dataBucket);
      const batchId =
        idempotencyKey === undefined ? ports.randomId() : idOf(model.name, idempotencyKey);
      const before = idempotencyKey === undefined ? undefined : await find(model, batchId);
      if (before) {
        if (before.input !== `${dataBucket}/${key}`) throw new IdempotencyConflictError();
        // It may be that nobody got as far as starting it.
        if (before.status === 'running') await launch(model, before);
        return before;
      }
      const live = await ports.liveVersion(model);
      if (!live) throw new EndpointUnavailableError();
      const rows = await filterRows(model, await ports.openInput(dataBucket, key));
      const keys = batchKeys(batchId);
      await ports.write(modelBucket, keys.features, rows.features);
      if (rows.refused > 0) await ports.write(modelBucket, keys.errors, rows.faults);
      const batch = await keep(model, {
        batch_id: batchId,
        model: model.name,
        version: live.version,
        model_name: live.modelName,
        status: 'running',
        created_at: ports.now().toISOString(),
        input: `${dataBucket}/${key}`,
        rows: { accepted: rows.accepted, refused: rows.refused },
        threshold: live.threshold,
        ...(rows.refused > 0 && { errors: `${modelBucket}/${keys.errors}` }),
      });
      await launch(model, batch);
      return batch;
    },

    /**
     * A batch; the first look after its end writes its scores.
     *
     * @throws {BatchNotFoundError}
     */
    async status(model: RecordModel, batchId: string): Promise<KeptBatch> {
      const batch = await find(model, batchId);
      if (!batch) throw new BatchNotFoundError(`No batch of ${model.name} with id ${batchId}`);
      if (batch.status !== 'running') return batch;
      const job = await ports.describeTransform(ports.transformName(model, batchId));
      if (job?.status === 'Failed' || job?.status === 'Stopped') {
        const failure = job.failureReason ?? 'The transform job was stopped';
        return ended(model, batch, { status: 'failed', failure });
      }
      if (job?.status !== 'Completed') return batch;
      const { modelBucket } = ports.bucketsOf(model);
      const { output, scores } = batchKeys(batchId);
      const text = (await ports.read(modelBucket, output)) ?? '';
      await ports.write(modelBucket, scores, toScores(text, model.input.id, batch.threshold));
      return ended(model, batch, { status: 'success', scores: `${modelBucket}/${scores}` });
    },
  };
};
