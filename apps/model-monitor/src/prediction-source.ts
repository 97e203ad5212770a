import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  baselineKeys,
  featureBaselineSchema,
  predictionBucketKeys,
  predictionSchema,
  scoreBaselineSchema,
} from '@ngwaf/contracts';
import type { RecordModel } from '@ngwaf/model-catalogue';

import { monitoringStateSchema, type MonitoringState } from './hours.ts';
import type { MonitorPorts } from './monitor-model.ts';
import type { Objects } from './objects.ts';

/** Of an hour so many predictions are read. Ids are random: the first of them are a random sample. */
const SAMPLE = 500;
/** Of an hour so many thousand are counted; what is beyond is not told apart from it. */
const MAX_PAGES = 50;

const parsed = <T>(text: string | undefined, parse: (content: unknown) => T): T | undefined =>
  text === undefined ? undefined : parse(JSON.parse(text));

/** Predictions, what was counted of them, and what they are compared with, all in S3. */
export const createPredictionSource = (
  s3: S3Client,
  objects: Objects,
  bucket: string,
  modelBucketOf: (model: RecordModel) => string,
): Pick<
  MonitorPorts,
  'listHour' | 'readPrediction' | 'baselines' | 'readState' | 'writeState'
> => ({
  listHour: async (model, hour) => {
    const sample: string[] = [];
    let predictions = 0;
    let pages = 0;
    for await (const page of objects.pages(bucket, predictionBucketKeys.hour(model, hour))) {
      predictions += page.length;
      sample.push(...page.slice(0, SAMPLE - sample.length).map(({ key }) => key));
      pages += 1;
      if (pages === MAX_PAGES) break;
    }
    return { predictions, sample };
  },

  readPrediction: async (key) =>
    parsed(await objects.read(bucket, key), (content) => predictionSchema.safeParse(content).data),

  baselines: async (model, version) => {
    const own = modelBucketOf(model);
    const [features, scores] = await Promise.all([
      objects.read(own, baselineKeys.features(version)),
      objects.read(own, baselineKeys.scores(version)),
    ]);
    return {
      features: parsed(features, (content) => featureBaselineSchema.parse(content)),
      scores: parsed(scores, (content) => scoreBaselineSchema.parse(content)),
    };
  },

  readState: async (model) =>
    parsed(
      await objects.read(bucket, predictionBucketKeys.monitoring(model)),
      // What an earlier release wrote otherwise is counted again.
      (content) => monitoringStateSchema.safeParse(content).data,
    ),

  writeState: async (model: string, state: MonitoringState) => {
    await s3.send(
      new PutObjectCommand({
        ...{ Bucket: bucket, Key: predictionBucketKeys.monitoring(model) },
        ...{ Body: JSON.stringify(state), ContentType: 'application/json' },
      }),
    );
  },
});
