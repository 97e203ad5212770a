import * as z from 'zod/mini';

import { day, text, whole, within } from './parts.ts';

/** Questions to people: how many answer an item, and when they agree. */
export const labelQueueSchema = z.strictObject({
  /** What workers are asked; the answer is yes (1) or no (0). */
  question: text,
  /** Workers that label each item. */
  workersPerItem: z._default(whole(1, 9), 3),
  /** Share of the (weighted) votes that decides an item. */
  minAgreement: z._default(within(0.5, 1), 0.6),
  /** How many more are asked, one by one, where fewer agree; after them an item stays undecided. */
  extraWorkers: z._default(whole(0, 9), 2),
  /** Whether each vote counts the same, or by what gold items say of the worker. */
  weighting: z._default(z.enum(['equal', 'gold']), 'equal'),
  /** How long an item is kept for the worker who was served it. */
  claimMinutes: z._default(whole(1, 24 * 60), 10),
  /** Share of items handed out whose answer is known, to measure workers. */
  goldShare: z._default(within(0, 0.5), 0.1),
  /** How long a training waits for labels. */
  waitHours: z._default(whole(1, 24 * 30), 72),
  /** A training that waits tops the queue up to so many open items, sampled by uncertainty. */
  sampleForTraining: z._default(whole(0, 1000), 100),
  /** Days of predictions that are sampled from. */
  sampleDays: z._default(whole(1, 30), 7),
});
export type LabelQueue = z.infer<typeof labelQueueSchema>;

/** Where the label of a training row comes from. */
export const labellingSchema = z.discriminatedUnion('kind', [
  /** A column of the records with 0 or 1; empty: the row is not used. */
  z.strictObject({ kind: z.literal('column'), column: text }),
  /** 1 where the column is not empty: the user has taken something up. */
  z.strictObject({ kind: z.literal('presence'), column: text }),
  /**
   * 1 where one of the events happened in the window after the time that the features describe:
   * later than `gapDays` after it and at most `gapDays + horizonDays` after it.
   *
   * Users with such an event earlier are not used (they are known already, and what leads up to
   * it would be learned), nor those whose window had not ended when the events were collected.
   */
  z.strictObject({
    kind: z.literal('anchor'),
    /** Names of events in `anchors/*.csv` that make the label 1. */
    events: z.array(text).check(z.minLength(1)),
    /** Events after which nothing more is known of a user, such as a closed account. */
    censoredBy: z._default(z.array(text), []),
    /** The last day that the features know of: one for all, or a date column of the records. */
    observedAt: z.union([z.strictObject({ column: text }), z.strictObject({ date: day })]),
    gapDays: whole(0, 3650),
    horizonDays: whole(1, 3650),
  }),
  /** People answer, through the label queue. */
  z.strictObject({ kind: z.literal('queue') }),
  /** A labelling job of SageMaker Ground Truth, in accounts that have it. */
  z.strictObject({
    kind: z.literal('ground-truth'),
    workteamArn: text,
    /** In the model bucket. */
    uiTemplateKey: text,
    preHumanTaskLambdaArn: text,
    annotationConsolidationLambdaArn: text,
    workersPerItem: z._default(whole(1, 9), 3),
    taskSeconds: z._default(whole(30, 28_800), 600),
  }),
]);
export type Labelling = z.infer<typeof labellingSchema>;
