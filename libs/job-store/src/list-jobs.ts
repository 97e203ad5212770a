import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { JOB_RECORD_TYPE, JOB_TABLE_KEYS, type Job } from '@ngwaf/contracts';

import { shownFromItem } from './items.ts';
import { fromNextToken, positionSchema, toNextToken } from './next-token.ts';

export interface PageRequest {
  /** Jobs at most. */
  limit: number;
  /** Of an earlier page; `undefined` for the newest jobs. */
  nextToken?: string | undefined;
  /** Of this model alone. @default - of all models */
  model?: string | undefined;
}

export interface JobPage {
  jobs: Job[];
  /** Keys of items that are no valid jobs: they must not hide the others. */
  unreadable: string[];
  /** `undefined` on the last page. */
  nextToken: string | undefined;
}

/**
 * One page of jobs, newest first, without what the API never shows.
 *
 * Read from an index, which is eventually consistent: a job put within the last second may be
 * absent.
 *
 * @throws {InvalidNextTokenError} the token is not one of ours.
 */
export const listNewestFirst = async (
  client: DynamoDBDocumentClient,
  table: string,
  { limit, nextToken, model }: PageRequest,
): Promise<JobPage> => {
  const isJob = '#type = :job';
  const query =
    model === undefined
      ? { IndexName: JOB_TABLE_KEYS.byCreation.index, KeyConditionExpression: isJob }
      : {
          IndexName: JOB_TABLE_KEYS.byModel.index,
          KeyConditionExpression: '#model = :model',
          // Switches by hand are of a model as well.
          FilterExpression: isJob,
        };
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      ...query,
      ExpressionAttributeNames: {
        '#type': JOB_TABLE_KEYS.byCreation.partition,
        ...(model !== undefined && { '#model': JOB_TABLE_KEYS.byModel.partition }),
      },
      ExpressionAttributeValues: {
        ':job': JOB_RECORD_TYPE,
        ...(model !== undefined && { ':model': model }),
      },
      ScanIndexForward: false,
      // One more than asked for tells whether there is a next page.
      Limit: limit + 1,
      ExclusiveStartKey: nextToken === undefined ? undefined : fromNextToken(nextToken, model),
    }),
  );
  const shown = Items.slice(0, limit);
  const jobs = shown.map(shownFromItem);
  // A page of the index also ends at 1 MB, and after items that are no jobs.
  const end = Items.length > limit ? shown.at(-1) : LastEvaluatedKey;
  return {
    jobs: jobs.filter((job) => job !== undefined),
    unreadable: shown
      .filter((_item, index) => jobs[index] === undefined)
      .map((item) => String(item[JOB_TABLE_KEYS.partition])),
    nextToken: end && toNextToken(positionSchema.parse(end)),
  };
};
