import { S3Client } from '@aws-sdk/client-s3';
import {
  PATIENT_CLIENT,
  createChampions,
  createInProcess,
  type InProcessOptions,
} from '@ngwaf/live-model';

// A file of its own: no other scoring mode loads what it imports.

/** Scores with the WAF's model in the function. */
export const scoreInProcess = (options: InProcessOptions) =>
  createInProcess(new S3Client(PATIENT_CLIENT), options);

/** The version of the WAF's model that functions score with. */
export const findLiveVersion = async (bucket: string): Promise<string | undefined> =>
  (await createChampions(new S3Client(PATIENT_CLIENT), bucket).current())?.version;
