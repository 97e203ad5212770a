import * as z from 'zod/mini';

import { userIdSchema } from './prediction.ts';

const timestamp = z.iso.datetime();

/** A restriction as it holds for a user; which further fields it has depends on its kind. */
export const imposedRestrictionSchema = z.object({
  kind: z.enum(['message', 'marketing_stop', 'deposit_limit', 'cooling_off', 'referral']),
  template: z.optional(z.string()),
  amount: z.optional(z.number()),
  currency: z.optional(z.string()),
  per: z.optional(z.enum(['day', 'week', 'month'])),
  to: z.optional(z.string()),
  /** The prediction that called for it last. */
  risk_group: z.string(),
  model: z.string(),
  prediction_id: z.string(),
  /** When that prediction was made; the term counts from then. */
  from: timestamp,
  /** When it ends, unless a further prediction renews it. */
  until: timestamp,
});
export type ImposedRestriction = z.infer<typeof imposedRestrictionSchema>;

/** What a model last said of a user. */
export const assessmentSchema = z.object({
  model: z.string(),
  version: z.string(),
  risk_group: z.string(),
  score: z.number(),
  at: timestamp,
  prediction_id: z.string(),
});
export type Assessment = z.infer<typeof assessmentSchema>;

/** The answer of `GET /users/{user_id}/restrictions`: what holds now. */
export const userRestrictionsSchema = z.object({
  user_id: userIdSchema,
  restrictions: z.array(imposedRestrictionSchema),
  assessments: z.array(assessmentSchema),
});
export type UserRestrictions = z.infer<typeof userRestrictionsSchema>;

/** Attributes that key the table of restrictions. */
export const RESTRICTION_TABLE_KEYS = { partition: 'user_id', sort: 'entry' } as const;

/** `entry` of the item that is a user's current state. */
export const CURRENT_RESTRICTIONS = 'current';

/** `entry` of what one prediction changed; in the order of the predictions' times. */
export const restrictionHistoryEntry = (at: string, predictionId: string): string =>
  `history#${at}#${predictionId}`;
