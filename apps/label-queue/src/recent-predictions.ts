import { GetObjectCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { predictionBucketKeys, predictionSchema, type Prediction } from '@ngwaf/contracts';

/** Predictions read for one sample: about two seconds. */
const MAX_READ = 1_000;
const AT_ONCE = 50;
const HOUR_MS = 3_600_000;

/** Does something for each, some at a time. */
async function* batches<T, Result>(all: T[], size: number, act: (one: T) => Promise<Result>) {
  for (let at = 0; at < all.length; at += size) {
    yield await Promise.all(all.slice(at, at + size).map(act));
  }
}

/**
 * Predictions of the last days in the bucket of predictions, newest hour first: at most a thousand,
 * and of one hour at most a thousand, in the order of their ids, which are random.
 */
export const createRecentPredictions =
  (s3: S3Client, bucket: string) =>
  async (model: string, days: number, now: Date): Promise<Prediction[]> => {
    const keysOfHour = async (at: string): Promise<string[]> => {
      const Prefix = predictionBucketKeys.hour(model, at);
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
      return Contents.flatMap(({ Key }) => (Key ? [Key] : []));
    };
    const read = async (Key: string): Promise<Prediction[]> => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      const parsed = predictionSchema.safeParse(
        JSON.parse((await Body?.transformToString()) ?? ''),
      );
      return parsed.success ? [parsed.data] : [];
    };

    const hours = Array.from({ length: days * 24 }, (_, hour) =>
      new Date(now.getTime() - hour * HOUR_MS).toISOString(),
    );
    const keys: string[] = [];
    for await (const listed of batches(hours, 24, keysOfHour)) {
      keys.push(...listed.flat());
      if (keys.length >= MAX_READ) break;
    }
    const found: Prediction[] = [];
    for await (const some of batches(keys.slice(0, MAX_READ), AT_ONCE, read)) {
      found.push(...some.flat());
    }
    return found;
  };
