import type { ModelMetric, Prediction } from '@ngwaf/contracts';
import { CodedError } from '@ngwaf/lambda-kit';
import { planOf, type RecordModel } from '@ngwaf/model-catalogue';

import { countHour, type Baselines, type Observed } from './count-hour.ts';
import {
  hourOf,
  HOUR_MS,
  isSettled,
  windowOf,
  type CountedHour,
  type MonitoringState,
} from './hours.ts';
import { measureDrift, type Drift } from './measure-drift.ts';
import { measureQuality, type Quality, type QualityPorts } from './measure-quality.ts';

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface MonitorPorts extends QualityPorts {
  /** How many predictions there are of an hour, and a random sample of their keys. */
  listHour(model: string, hour: string): Promise<{ predictions: number; sample: string[] }>;
  readPrediction(key: string): Promise<Prediction | undefined>;
  baselines(model: RecordModel, version: string): Promise<Baselines>;
  readState(model: string): Promise<MonitoringState | undefined>;
  writeState(model: string, state: MonitoringState): Promise<void>;
  /** Share of the endpoint's calls that failed in the last hour; `undefined` without calls. */
  errorRate(model: RecordModel, now: Date): Promise<number | undefined>;
  now(): Date;
}

export interface Measures {
  /** The version that made the newest predictions. */
  version?: string;
  metrics: Partial<Record<ModelMetric, number>>;
  drift: Drift;
  quality?: Quality;
  /** Why the quality could not be measured, where the endpoint did not answer. */
  endpoint?: string;
}

/** Predictions that are looked at to see which version is at work. */
const PROBE = 20;
/** Objects read at the same time. */
const AT_ONCE = 25;

const readAll = async (ports: MonitorPorts, keys: readonly string[]): Promise<Prediction[]> => {
  const found: Prediction[] = [];
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const some = await Promise.all(
      keys.slice(start, start + AT_ONCE).map((key) => ports.readPrediction(key)),
    );
    found.push(...some.filter((prediction) => prediction !== undefined));
  }
  return found;
};

/** The version of most of these predictions. */
const versionOf = (predictions: readonly Prediction[]): string | undefined => {
  const counts = new Map<string, number>();
  for (const { version } of predictions) counts.set(version, (counts.get(version) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
};

const observe = (model: RecordModel, { record, score }: Prediction): Observed => {
  const plan = planOf(model);
  const features = plan.apply(record);
  return {
    score,
    features:
      'errors' in features
        ? undefined
        : new Map(plan.names.map((name, index) => [name, features.values[index] ?? null])),
  };
};

/**
 * Measures a model over the last day by its predictions, hour by hour.
 *
 * Each run counts the hours that are not settled yet, of each a sample, and keeps what it counted of
 * the others: the work of a run does not grow with the days, nor beyond a bound with the predictions.
 * A run that is repeated or missed changes nothing.
 */
export const monitorModel = async (ports: MonitorPorts, model: RecordModel): Promise<Measures> => {
  const now = ports.now();
  const { name } = model;
  const hours = windowOf(now);
  const known = await ports.readState(name);
  const listed = new Map<string, Awaited<ReturnType<MonitorPorts['listHour']>>>();
  const list = async (hour: string) => {
    const found = listed.get(hour) ?? (await ports.listHour(name, hour));
    listed.set(hour, found);
    return found;
  };

  let version: string | undefined;
  for (const hour of hours) {
    const settled = known?.hours[hour];
    // An empty hour that is settled has nothing to say.
    if (settled && settled.predictions === 0 && isSettled(hour, settled)) continue;
    const { sample } = await list(hour);
    version = versionOf(await readAll(ports, sample.slice(0, PROBE)));
    if (version !== undefined) break;
  }

  const errorRate = await ports.errorRate(model, now);
  const always = errorRate === undefined ? {} : { ErrorRate: errorRate };
  if (version === undefined) return { metrics: { Predictions: 0, ...always }, drift: {} };

  const baselines = await ports.baselines(model, version);
  const counted: Record<string, CountedHour> = {};
  for (const hour of hours) {
    const before = known?.version === version ? known.hours[hour] : undefined;
    if (before && isSettled(hour, before)) {
      counted[hour] = before;
      continue;
    }
    const { predictions, sample } = await list(hour);
    const own = (await readAll(ports, sample)).filter((each) => each.version === version);
    const observed = own.map((prediction) => observe(model, prediction));
    counted[hour] = countHour(baselines, observed, predictions, now);
  }
  await ports.writeState(name, { version, hours: counted });

  const drift = measureDrift(baselines, Object.values(counted));
  // Drift is worth telling of an endpoint too that does not answer.
  const measured = await measureQuality(ports, model, version).catch((error: unknown) => {
    if (error instanceof CodedError) return error;
    throw error;
  });
  const quality = measured instanceof CodedError ? undefined : measured;
  const lastHour = counted[hourOf(now.getTime() - HOUR_MS)];
  return {
    version,
    drift,
    ...(quality && { quality }),
    ...(measured instanceof CodedError && { endpoint: measured.message }),
    metrics: {
      Predictions: lastHour?.predictions ?? 0,
      ...(drift.inputs && { InputDrift: drift.inputs.psi }),
      ...(drift.scores !== undefined && { ScoreDrift: drift.scores }),
      ...(quality && { Quality: quality.auc }),
      ...always,
    },
  };
};
