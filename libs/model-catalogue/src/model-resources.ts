import type { ModelEntry } from './schema/entry.ts';

/**
 * How long an environment's prefix may be: versions are named `<prefix>-<code>-<job key>-c`, in at
 * most 63 characters, of which a code takes 12 and a job key 30.
 */
export const MAX_PREFIX_LENGTH = 17;

/** Physical names of what belongs to a model. */
export interface ModelResources {
  /** Records, anchors and labels; models that share data share it. */
  dataBucket: string;
  /** Artefacts, records and scratch of jobs. */
  modelBucket: string;
  endpoint: string;
  modelPackageGroup: string;
}

/**
 * The names of a model's resources.
 *
 * @param prefix of the environment, e.g. `ngwaf-dev`
 */
export const modelResources = (
  prefix: string,
  accountId: string,
  { code, pipeline, data }: Pick<ModelEntry, 'code' | 'pipeline' | 'data'>,
): ModelResources => {
  const names = { endpoint: `${prefix}-${code}`, modelPackageGroup: `${prefix}-${code}` };
  // The notebook's pipeline was there first; its buckets keep their names.
  if (pipeline === 'notebook') {
    return {
      dataBucket: `${prefix}-${data.bucket}-${accountId}`,
      modelBucket: `${prefix}-${code}-${accountId}`,
      ...names,
    };
  }
  return {
    dataBucket: `${prefix}-${data.bucket}-data-${accountId}`,
    modelBucket: `${prefix}-${code}-models-${accountId}`,
    ...names,
  };
};
