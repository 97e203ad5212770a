import { S3Client } from '@aws-sdk/client-s3';
import { PATIENT_CLIENT, createInProcess, type InProcessOptions } from '@ngwaf/live-model';

/** Scores in the function. A file of its own: no other mode loads what it imports. */
export const scoreInProcess = (options: InProcessOptions) =>
  createInProcess(new S3Client(PATIENT_CLIENT), options);
