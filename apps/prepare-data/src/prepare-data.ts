import {
  baselineKeys,
  dataBucketKeys,
  type ModelTrainingInput,
  type PinnedObject,
} from '@ngwaf/contracts';
import {
  findModel,
  isRecordModel,
  planOf,
  splitOf,
  type RecordModel,
} from '@ngwaf/model-catalogue';

import { ANCHOR_COLUMNS, createAnchors, type Anchors } from './anchors.ts';
import { createBaseline } from './baseline.ts';
import { createCounts } from './counts.ts';
import { csvRows } from './csv-rows.ts';
import { TrainingDataInvalidError } from './errors.ts';
import { createFaults, type Faults } from './faults.ts';
import { labelColumns, rowLabeller } from './labels.ts';
import { readManifest, type LabelledItem } from './manifest.ts';
import { createPreparedRows, type Sink } from './prepared-rows.ts';

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface PrepareDataPorts {
  /** An object's content; `undefined`: there is none. */
  open(
    bucket: string,
    key: string,
    versionId?: string,
  ): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Writes an object. */
  sink(bucket: string, key: string): Sink;
}

type Plan = ModelTrainingInput['plan'];

const openPinned = async (
  ports: PrepareDataPorts,
  bucket: string,
  { key, version_id }: PinnedObject,
): Promise<AsyncIterable<Uint8Array>> => {
  const content = await ports.open(bucket, key, version_id);
  if (!content) throw new TrainingDataInvalidError(key, 'a file', 'none: it was removed');
  return content;
};

/** The events that labels are made of; `undefined` for models that need none. */
const loadAnchors = async (
  ports: PrepareDataPorts,
  { labelling }: RecordModel,
  { data }: Plan,
  faults: Faults,
): Promise<{ anchors: Anchors | undefined; rows: number }> => {
  if (labelling.kind !== 'anchor') return { anchors: undefined, rows: 0 };
  if (data.anchors.length === 0) {
    throw new TrainingDataInvalidError(
      dataBucketKeys.anchorsPrefix,
      `CSV files with the columns ${ANCHOR_COLUMNS.join(', ')}, from which labels are made`,
      'none',
    );
  }
  const anchors = createAnchors(labelling);
  let rows = 0;
  for (const object of data.anchors) {
    const content = await openPinned(ports, data.bucket, object);
    for await (const row of csvRows(object.key, content, ANCHOR_COLUMNS)) {
      rows += 1;
      const fault = anchors.add(row);
      if (fault) faults.add({ file: object.key, line: row.line, ...fault });
    }
  }
  return { anchors, rows };
};

/** Where the labels that people gave lie; `undefined` where none are asked for. */
const manifestOf = ({ name, labelling }: RecordModel, plan: Plan) => {
  if (plan.label === 'ground-truth') {
    const config = plan.requests.labeling_job?.['OutputConfig'] as { S3OutputPath?: string };
    const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*?)\/?$/.exec(config.S3OutputPath ?? '') ?? [];
    const job = plan.names.labeling_job;
    return { bucket: bucket ?? '', key: `${prefix}/${job}/manifests/output/output.manifest` };
  }
  const isAsked = plan.label === 'queue' || labelling.kind === 'queue';
  return isAsked ? { bucket: plan.data.bucket, key: dataBucketKeys.labels(name) } : undefined;
};

const loadManifest = async (
  ports: PrepareDataPorts,
  entry: RecordModel,
  plan: Plan,
): Promise<{ key: string; items: Map<string, LabelledItem> }> => {
  const place = manifestOf(entry, plan);
  const content = place && (await ports.open(place.bucket, place.key));
  if (!place || !content) return { key: place?.key ?? '', items: new Map() };
  return { key: place.key, items: await readManifest(place.key, content, entry.input.id) };
};

/**
 * Labels a job's data, splits it by users, and writes what the model sees of it.
 *
 * Rows go through one by one: memory holds a sample for the baseline, a day or two for each user
 * with events, and what people labelled.
 *
 * @throws {TrainingDataInvalidError} the data cannot be learned from; says why.
 */
export const prepareData = async (
  ports: PrepareDataPorts,
  { job_key, model, plan }: Pick<ModelTrainingInput, 'job_key' | 'model' | 'plan'>,
) => {
  const entry = findModel(model);
  if (!entry || !isRecordModel(entry)) throw new Error(`there are no records of model ${model}`);
  const { columns, id } = entry.input;
  const fields = [id, ...columns.map(({ name }) => name)];
  const features = planOf(entry);
  const faults = createFaults();
  const counts = createCounts();
  const baseline = createBaseline(features.names);
  const write = (key: string) => ports.sink(plan.model_bucket, `${plan.scratch}${key}`);
  const label = entry.algorithm.hyperparameters['label'] ?? 'label';
  const prepared = createPreparedRows(write, features.names, label);
  const { anchors, rows: anchorRows } = await loadAnchors(ports, entry, plan, faults);
  const labelOf = rowLabeller(entry, anchors);
  const manifest = await loadManifest(ports, entry, plan);

  const keep = async (user: string, values: (number | null)[], rowLabel: 0 | 1): Promise<void> => {
    const split = splitOf(user, entry.training);
    counts.add(split, rowLabel);
    if (split === 'train') baseline.add(values);
    await prepared.add(split, { id: user, values }, rowLabel);
  };

  let rows = 0;
  const asked = new Map(manifest.items);
  for (const object of plan.data.records) {
    const file = object.key;
    const content = await openPinned(ports, plan.data.bucket, object);
    for await (const row of csvRows(file, content, [...fields, ...labelColumns(entry)])) {
      rows += 1;
      const { line, values } = row;
      if (!values) {
        const message = `expected ${row.expected} values, found ${row.found}`;
        faults.add({ file, line, field: '', message });
        continue;
      }
      const record = Object.fromEntries(fields.map((name) => [name, values[name]]));
      const found = features.apply(record);
      if ('errors' in found) {
        const [{ field, message } = { field: '', message: 'not a record' }] = found.errors;
        faults.add({ file, line, field, message });
        continue;
      }
      const item = manifest.items.get(found.id);
      asked.delete(found.id);
      const labelled = item ? { label: item.label } : labelOf(found.id, values);
      if ('fault' in labelled) {
        faults.add({ file, line, field: labelled.field, message: labelled.fault });
      } else if ('dropped' in labelled) counts.drop(labelled.dropped);
      else await keep(found.id, found.values, labelled.label);
    }
  }
  // What people labelled need not be in the records: it may be of recent predictions.
  let line = 0;
  for (const { record, label: itemLabel } of asked.values()) {
    rows += 1;
    line += 1;
    const found = features.apply(record);
    if (!('errors' in found)) await keep(found.id, found.values, itemLabel);
    else {
      const [{ field, message } = { field: '', message: 'not a record' }] = found.errors;
      faults.add({ file: manifest.key, line, field, message });
    }
  }

  faults.check(rows + anchorRows, entry.training.maxFaultyShare);
  counts.check(entry.training);
  await prepared.close();
  const report = ports.sink(plan.model_bucket, baselineKeys.features(job_key));
  await report.write(JSON.stringify(baseline.finish()));
  await report.close();
  return { ...counts.report(), faulty: faults.report() };
};
