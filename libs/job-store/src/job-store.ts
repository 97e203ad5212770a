import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

import { listNewestFirst, type PageRequest } from './list-jobs.ts';
import { createReads } from './reads.ts';
import { createRunningJobs } from './running-job.ts';
import { settleJob, type Settlement } from './settle-job.ts';
import { startJob, type StartJobRequest } from './start-job.ts';
import type { LeaseHolder } from './writes.ts';

/** The jobs and the pipeline's lease, in the table that is given. */
export const createJobStore = (dynamo: DynamoDBClient, table: string) => {
  const client = DynamoDBDocumentClient.from(dynamo, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const reads = createReads(client, table);
  return {
    ...reads,
    ...createRunningJobs(client, table, reads),
    /** One page of jobs, newest first. @see listNewestFirst */
    listNewestFirst: (request: PageRequest) => listNewestFirst(client, table, request),
    /** Takes the lease for a new job. @see startJob */
    start: (request: StartJobRequest) => startJob(client, table, reads, request),
    /** Ends a job and releases its lease. @see settleJob */
    settle: (holder: LeaseHolder, settlement: Settlement) =>
      settleJob(client, table, holder, settlement),
  };
};
export type JobStore = ReturnType<typeof createJobStore>;
