import type { Labelled } from '@ngwaf/drift';
import { areaUnderCurve } from '@ngwaf/drift';
import { planOf, type RecordModel } from '@ngwaf/model-catalogue';

/** A record, and the label that it turned out to have. */
export interface LabelledRecord {
  record: Record<string, unknown>;
  label: 0 | 1;
}

/** With fewer cases of a class the area is a matter of luck. */
const MIN_OF_CLASS = 20;
const INSTANCES_AT_ONCE = 200;

export interface QualityPorts {
  /** Rows whose labels came after a time, at most some thousand. */
  labelledSince(model: RecordModel, since: Date): Promise<LabelledRecord[]>;
  /** Scores by the live version, and which one that is. */
  score(
    model: RecordModel,
    instances: Record<string, number | null>[],
  ): Promise<{ scores: number[]; version: string }>;
}

export interface Quality {
  auc: number;
  rows: number;
}

/** When a version's job began: what came later was never learned from. */
export const startOf = (version: string): Date | undefined => {
  const parts = /^job-(\d{4}-\d{2}-\d{2})-(\d{2})-(\d{2})-(\d{2})-/.exec(version);
  return parts ? new Date(`${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}Z`) : undefined;
};

/**
 * AUC of the live version on rows whose labels came after its training began; `undefined` where
 * there are too few of a class, or another version is live meanwhile.
 */
export const measureQuality = async (
  ports: QualityPorts,
  model: RecordModel,
  version: string,
): Promise<Quality | undefined> => {
  const since = startOf(version);
  if (!since) return undefined;
  const plan = planOf(model);
  const cases = (await ports.labelledSince(model, since)).flatMap(({ record, label }) => {
    const features = plan.apply(record);
    if ('errors' in features) return [];
    const named = plan.names.map((name, index) => [name, features.values[index] ?? null] as const);
    return [{ instance: Object.fromEntries(named), label }];
  });
  const positives = cases.filter(({ label }) => label === 1).length;
  if (Math.min(positives, cases.length - positives) < MIN_OF_CLASS) return undefined;

  const labelled: Labelled[] = [];
  for (let start = 0; start < cases.length; start += INSTANCES_AT_ONCE) {
    const some = cases.slice(start, start + INSTANCES_AT_ONCE);
    const answer = await ports.score(
      model,
      some.map(({ instance }) => instance),
    );
    if (answer.version !== version) return undefined;
    some.forEach(({ label }, index) => {
      labelled.push({ label, score: answer.scores[index] ?? NaN });
    });
  }
  const auc = areaUnderCurve(labelled);
  return auc === undefined ? undefined : { auc, rows: labelled.length };
};
