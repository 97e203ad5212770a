import { createHash, randomUUID } from 'node:crypto';

import type { ContainerResponse, Prediction as RoutedPrediction } from '@ngwaf/contracts';
import { ModelNotFoundError } from '@ngwaf/lambda-kit';
import type { ModelEntry } from '@ngwaf/model-catalogue';

import { NoValidRecordError } from './errors.ts';
import { filterRecords, type RecordError, type ValidRecord } from './filter.ts';

export interface Prediction {
  /** Position of the record in the request. */
  index: number;
  /** Probability from 0 to 1. */
  score: number;
  /** 1 from the threshold on. */
  label: 0 | 1;
  threshold: number;
  /** Of the event that carries it on; absent for models whose predictions go to the caller alone. */
  prediction_id?: string;
  /** The version, where another one than the answer's: the endpoint was switched meanwhile. */
  model?: string;
}

export interface Predictions {
  /** In the order of the records. */
  predictions: Prediction[];
  errors: RecordError[];
  /** Version of the model that scored. */
  model: string;
}

export interface PredictionsRequest {
  model: string;
  records: readonly unknown[];
  idempotencyKey: string | undefined;
}

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface PredictionsPorts {
  models: readonly ModelEntry[];
  /** Scores with the live version; the answers are in the order of the instances, in parts. */
  score(entry: ModelEntry, instances: ValidRecord['instance'][]): Promise<ContainerResponse[]>;
  /** Hands predictions on; resolves when all of them are sure to arrive. */
  route(predictions: RoutedPrediction[]): Promise<void>;
  record(counts: { model: string; predictions: number; errors: number; endpointMs: number }): void;
  now(): Date;
}

/** Finds a model of the catalogue. @throws {ModelNotFoundError} */
export const modelNamed = (models: readonly ModelEntry[], name: string): ModelEntry => {
  const found = models.find((entry) => entry.name === name);
  if (found) return found;
  throw new ModelNotFoundError(name);
};

/** A UUID (version 8, one of our own making) of a text: the same for the same text. */
const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`];
  return [...parts, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
};

/**
 * The same record sent again with the same idempotency key is the same prediction, so that whoever
 * acts on predictions acts once. What another client sends under this key by chance is another one.
 */
const idOf = (
  { model, idempotencyKey }: PredictionsRequest,
  { index, record }: ValidRecord,
): string =>
  idempotencyKey === undefined
    ? randomUUID()
    : uuidOf(JSON.stringify([model, idempotencyKey, index, record]));

/** Each instance's score, with the threshold and version of the answer it came in. */
const scoresOf = (answers: readonly ContainerResponse[]) =>
  answers.flatMap(({ predictions, threshold, model }) =>
    predictions.map((score) => ({ score, threshold, model })),
  );

/**
 * Scores the records that the model takes, and hands the predictions on to those who act on them.
 *
 * Either all of a request's predictions are handed on or the request fails; sent again with the
 * same idempotency key it does no harm.
 *
 * @throws {ModelNotFoundError}
 * @throws {NoValidRecordError} nothing was scored.
 * Errors of the endpoint pass through (nothing was handed on), and so do those of the bus.
 */
export const predict = async (
  ports: PredictionsPorts,
  request: PredictionsRequest,
): Promise<Predictions> => {
  const entry = modelNamed(ports.models, request.model);
  const { valid, errors } = filterRecords(entry, request.records);
  if (valid.length === 0) throw new NoValidRecordError(errors);

  const startedAt = performance.now();
  const answers = await ports.score(
    entry,
    valid.map(({ instance }) => instance),
  );
  const endpointMs = performance.now() - startedAt;
  const version = answers[0]?.model ?? '';
  const at = ports.now().toISOString();
  const { to } = entry.routing;
  const scored = scoresOf(answers).map(({ score, threshold, model }, position) => {
    const of = valid[position] as ValidRecord;
    const label: 0 | 1 = score >= threshold ? 1 : 0;
    return {
      of,
      score,
      label,
      threshold,
      model,
      ...(to !== 'caller' && { id: idOf(request, of) }),
    };
  });

  if (to !== 'caller') {
    const events = scored.map(({ of, id = '', model: by, score, label, threshold }) => ({
      ...{ prediction_id: id, model: entry.name, version: by, at, user_id: of.id ?? '' },
      ...{ score, label, threshold, record: of.record, route: to },
    }));
    await ports.route(events);
  }
  ports.record({
    model: entry.name,
    predictions: scored.length,
    errors: request.records.length - valid.length,
    endpointMs,
  });
  const predictions = scored.map(({ of, score, label, threshold, model, id }) => ({
    ...{ index: of.index, score, label, threshold },
    ...(id !== undefined && { prediction_id: id }),
    ...(model !== version && { model }),
  }));
  return { predictions, errors, model: version };
};
