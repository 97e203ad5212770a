import type { LabelQueue, ModelEntry } from '@ngwaf/model-catalogue';

/** What of a model's entry the rules of its queue are. */
export type QueueRules = Pick<
  LabelQueue,
  'workersPerItem' | 'extraWorkers' | 'minAgreement' | 'claimMinutes' | 'weighting' | 'goldShare'
>;

/** A model that people are asked about. */
export type QueueModel = ModelEntry & {
  input: Extract<ModelEntry['input'], { kind: 'record' }>;
  labelQueue: LabelQueue;
};

export const hasQueue = (entry: ModelEntry): entry is QueueModel =>
  entry.input.kind === 'record' && entry.labelQueue !== undefined;
