import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { JOB_RECORD_TYPE, JOB_TABLE_KEYS, type Job } from '@ngwaf/contracts';

import { shownFromItem } from './items.ts';
import { fromNextToken, positionSchema, toNextToken } from './next-token.ts';

export interface PageRequest {
  /** Jobs at most. */
  limit: number;
  /** Of an earlier page; `undefined` for the newest jobs. */
  nextToken?: string | undefined;
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
 * Read from the index, which is eventually consistent: a job put within the last second may be
 * absent.
 *
 * @throws {InvalidNextTokenError} the token is not one of ours.
 */
export const listNewestFirst = async (
  client: DynamoDBDocumentClient,
  table: string,
  { limit, nextToken }: PageRequest,
): Promise<JobPage> => {
  const { index, partition } = JOB_TABLE_KEYS.byCreation;
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: table,
      IndexName: index,
      KeyConditionExpression: '#type = :job',
      ExpressionAttributeNames: { '#type': partition },
      ExpressionAttributeValues: { ':job': JOB_RECORD_TYPE },
      ScanIndexForward: false,
      // One more than asked for tells whether there is a next page.
      Limit: limit + 1,
      ExclusiveStartKey: nextToken === undefined ? undefined : fromNextToken(nextToken),
    }),
  );
  const shown = Items.slice(0, limit);
  // A page of the index also ends at 1 MB.
  const isLast = Items.length <= limit && LastEvaluatedKey === undefined;
  const jobs = shown.map(shownFromItem);
  const end = shown.at(-1);
  return {
    jobs: jobs.filter((job) => job !== undefined),
    unreadable: shown
      .filter((_item, index) => jobs[index] === undefined)
      .map((item) => String(item[JOB_TABLE_KEYS.partition])),
    nextToken: isLast || !end ? undefined : toNextToken(positionSchema.parse(end)),
  };
};
