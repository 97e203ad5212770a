import type { LocalOutputs } from '@ngwaf/contracts';
import { putObjects } from './put-object.ts';

/** Puts a data set into the bucket for them; resolves with its `train_file_path`. */
export const uploadDataSet = async (
  outputs: LocalOutputs,
  key: string,
  body: Buffer,
): Promise<string> => {
  await putObjects(outputs, [{ bucket: outputs.trainBucket, key, body }]);
  return `${outputs.trainBucket}/${key}`;
};
