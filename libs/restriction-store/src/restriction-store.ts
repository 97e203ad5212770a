import { setTimeout as sleep } from 'node:timers/promises';

import { TransactionCanceledException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import {
  CURRENT_RESTRICTIONS,
  RESTRICTION_TABLE_KEYS,
  assessmentSchema,
  imposedRestrictionSchema,
  restrictionHistoryEntry,
  type UserRestrictions,
} from '@ngwaf/contracts';
import * as z from 'zod/mini';

import { activeAt } from './strictness.ts';
import { applyStatement, type Change, type RiskStatement, type UserState } from './user-state.ts';

/** Others kept changing the same user's state; nothing was written, trying again helps. */
export class UserContendedError extends Error {
  override readonly name = 'UserContendedError';
}

const MAX_ATTEMPTS = 12;
const FIRST_DELAY_MS = 10;

const { partition, sort } = RESTRICTION_TABLE_KEYS;

const currentItemSchema = z.object({
  /** Grows by one with every change. */
  revision: z.int(),
  restrictions: z.array(imposedRestrictionSchema),
  assessments: z.array(assessmentSchema),
});
type CurrentItem = z.infer<typeof currentItemSchema>;

/** The state of users, and what changed it, in the table that is given. */
export const createRestrictionStore = (dynamo: DynamoDBClient, table: string) => {
  const client = DynamoDBDocumentClient.from(dynamo, {
    marshallOptions: { removeUndefinedValues: true },
  });

  const read = async (userId: string): Promise<CurrentItem> => {
    const { Item } = await client.send(
      new GetCommand({
        TableName: table,
        Key: { [partition]: userId, [sort]: CURRENT_RESTRICTIONS },
        ConsistentRead: true,
      }),
    );
    return Item
      ? currentItemSchema.parse(Item)
      : { revision: 0, restrictions: [], assessments: [] };
  };

  /** Writes all or nothing; false where another was faster. */
  const write = async (
    statement: RiskStatement,
    { state, imposed, isNewGroup }: Change,
    seen: number,
    now: Date,
  ): Promise<boolean> => {
    const { prediction, group } = statement;
    const { prediction_id, model, version, score } = prediction;
    const at = new Date(prediction.at).toISOString();
    const current = {
      Put: {
        TableName: table,
        Item: {
          [partition]: prediction.user_id,
          [sort]: CURRENT_RESTRICTIONS,
          ...state,
          revision: seen + 1,
          updated_at: now.toISOString(),
        },
        ConditionExpression: seen === 0 ? 'attribute_not_exists(revision)' : 'revision = :seen',
        ...(seen > 0 && { ExpressionAttributeValues: { ':seen': seen } }),
      },
    };
    const history = {
      Put: {
        TableName: table,
        Item: {
          [partition]: prediction.user_id,
          [sort]: restrictionHistoryEntry(at, prediction_id),
          ...{ prediction_id, model, version, score, at, risk_group: group.name, imposed },
          recorded_at: now.toISOString(),
        },
      },
    };
    const hasHistory = imposed.length > 0 || isNewGroup;
    const items: TransactWriteCommandInput['TransactItems'] = hasHistory
      ? [current, history]
      : [current];
    try {
      await client.send(new TransactWriteCommand({ TransactItems: items }));
      return true;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
      const isRace = ['ConditionalCheckFailed', 'TransactionConflict'];
      if (!codes.some((code) => code !== undefined && isRace.includes(code))) throw error;
      return false;
    }
  };

  return {
    /**
     * Applies a model's word on a user, with an entry in the user's history where it changes what
     * holds or the group. Resolves with the change, `undefined` for none.
     *
     * @throws {UserContendedError} a dozen others were faster, one after the other.
     */
    apply: async (statement: RiskStatement, now: Date): Promise<Change | undefined> => {
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const { revision, ...state } = await read(statement.prediction.user_id);
        const change = applyStatement(state satisfies UserState, statement, now);
        if (!change || (await write(statement, change, revision, now))) return change;
        await sleep(Math.random() * Math.min(500, FIRST_DELAY_MS * 2 ** attempt));
      }
      throw new UserContendedError('Too many at once are changing the same user; try again');
    },

    /** What holds for a user now: nothing for a user of whom nothing was ever said. */
    find: async (userId: string, now: Date): Promise<UserRestrictions> => {
      const { restrictions, assessments } = await read(userId);
      return { user_id: userId, restrictions: activeAt(restrictions, now), assessments };
    },
  };
};
export type RestrictionStore = ReturnType<typeof createRestrictionStore>;
