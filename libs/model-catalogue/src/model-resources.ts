import type { ModelEntry } from './schema/entry.ts';

/** Physical names of what belongs to a model. */
export interface ModelResources {
  /** Records, anchors and labels; models that share data share it. */
  dataBucket: string;
  /** Artefacts, records and scratch of jobs. */
  modelBucket: string;
  endpoint: string;
  modelPackageGroup: string;
}

/** S3's limit. */
const MAX_BUCKET_LENGTH = 63;
const ACCOUNT_LENGTH = 12;

/**
 * The names of a model's resources; where a long prefix leaves too little, the data's short name is
 * cut.
 *
 * @param prefix of the environment, e.g. `ngwaf-dev`; at most 28 characters
 * @param accountId twelve digits, or what stands for them
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
  const room = MAX_BUCKET_LENGTH - `${prefix}--data-`.length - ACCOUNT_LENGTH;
  const shortName = data.bucket.slice(0, room).replace(/-$/, '');
  return {
    dataBucket: `${prefix}-${shortName}-data-${accountId}`,
    modelBucket: `${prefix}-${code}-models-${accountId}`,
    ...names,
  };
};
