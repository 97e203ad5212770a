import { parseCatalogue } from './catalogue.ts';
import { beforeInitialDepositProblemGambling } from './models/before-initial-deposit-problem-gambling.ts';
import { gamblingBehaviourMarketing } from './models/gambling-behaviour-marketing.ts';
import { gamblingBehaviourProblemGambling } from './models/gambling-behaviour-problem-gambling.ts';
import { waf } from './models/waf.ts';
import type { ModelEntry, RecordModel } from './schema/entry.ts';

/** Every model that the framework runs, checked. */
export const MODELS: readonly ModelEntry[] = parseCatalogue([
  waf,
  beforeInitialDepositProblemGambling,
  gamblingBehaviourProblemGambling,
  gamblingBehaviourMarketing,
]);

/** The model of that name; `undefined` when there is none. */
export const findModel = (name: string): ModelEntry | undefined =>
  MODELS.find((entry) => entry.name === name);

/** Whether a model scores records with an id, as all but the WAF do. */
export const isRecordModel = (entry: ModelEntry): entry is RecordModel =>
  entry.input.kind === 'record';
