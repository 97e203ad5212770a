import { chooseInstances, type ModelEntry } from '@ngwaf/model-catalogue';
import type { NeededQuota } from './quotas.ts';

/** What a training of a little data takes: what larger data takes is not known before it is there. */
const SMALL_DATA_BYTES = 1_000_000;

type InstancesOf = (entry: ModelEntry) => { type: string; count: number } | undefined;

const liveInstances: InstancesOf = ({ serving }) =>
  serving.kind === 'real-time'
    ? {
        type: serving.instanceType,
        // Twice while versions are switched, or as many as it scales out to.
        count: Math.max(2 * serving.minInstances, serving.maxInstances),
      }
    : undefined;

const sized = (training: ModelEntry['training']) =>
  chooseInstances(SMALL_DATA_BYTES, training.instance);

const trainingInstances: InstancesOf = ({ algorithm, training }) => {
  const { instanceType, instanceCount } = sized(training).training;
  return { type: instanceType, count: instanceCount * (algorithm.tuning?.maxParallelJobs ?? 1) };
};

/** Challenger and champion are scored side by side. */
const transformInstances: InstancesOf = ({ training }) => {
  const { instanceType, instanceCount } = sized(training).transform;
  return { type: instanceType, count: 2 * instanceCount };
};

const together = (
  models: readonly ModelEntry[],
  instancesOf: InstancesOf,
  usage: string,
  why: string,
): NeededQuota[] => {
  const byType = new Map<string, number>();
  for (const entry of models) {
    const found = instancesOf(entry);
    if (found) byType.set(found.type, (byType.get(found.type) ?? 0) + found.count);
  }
  return [...byType].map(([type, needed]) => ({
    service: 'sagemaker',
    name: `${type} for ${usage}`,
    ...{ needed, why },
  }));
};

/** What the models that the framework trains need, all of them at the same time. */
export const modelQuotas = (models: readonly ModelEntry[]): NeededQuota[] => {
  const ofFramework = models.filter(({ pipeline }) => pipeline === 'framework');
  const count = `${ofFramework.length} models`;
  return [
    ...together(ofFramework, liveInstances, 'endpoint usage', `the live endpoints of ${count}`),
    ...together(
      ofFramework,
      trainingInstances,
      'training job usage',
      `training and tuning ${count} at the same time`,
    ),
    ...together(
      ofFramework,
      transformInstances,
      'transform job usage',
      `comparing ${count} with their champions`,
    ),
  ];
};

/** Needs of the same quota added up. */
export const addedUp = (quotas: readonly NeededQuota[]): NeededQuota[] => {
  const byName = new Map<string, NeededQuota>();
  for (const quota of quotas) {
    const known = byName.get(quota.name);
    byName.set(
      quota.name,
      known
        ? { ...known, needed: known.needed + quota.needed, why: `${known.why}, and ${quota.why}` }
        : quota,
    );
  }
  return [...byName.values()];
};
