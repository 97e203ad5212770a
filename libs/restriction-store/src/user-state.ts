import type {
  Assessment,
  ImposedRestriction,
  Prediction,
  Restriction,
  RiskGroup,
} from '@ngwaf/contracts';

import { covers } from './strictness.ts';

/** What is known of a user: restrictions that hold or will, and what each model last said. */
export interface UserState {
  restrictions: ImposedRestriction[];
  assessments: Assessment[];
}

/** A model's word on a user, and the group that its policy puts the score into. */
export interface RiskStatement {
  prediction: Pick<Prediction, 'prediction_id' | 'user_id' | 'model' | 'version' | 'at' | 'score'>;
  group: RiskGroup;
}

export interface Change {
  state: UserState;
  /** What came to hold, was made stricter or was renewed. */
  imposed: ImposedRestriction[];
  /** Whether this is the model's newest word, and another group than before. */
  isNewGroup: boolean;
}

const DAY_MS = 24 * 3600 * 1000;

const impose = (
  { termDays, ...restriction }: Restriction,
  { prediction, group }: RiskStatement,
): ImposedRestriction => {
  const from = new Date(prediction.at);
  return {
    ...restriction,
    risk_group: group.name,
    model: prediction.model,
    prediction_id: prediction.prediction_id,
    from: from.toISOString(),
    until: new Date(from.getTime() + termDays * DAY_MS).toISOString(),
  };
};

const isNewer = (one: Assessment, other: Assessment): boolean =>
  one.at === other.at ? one.prediction_id > other.prediction_id : one.at > other.at;

/**
 * What a prediction changes for its user; `undefined` for nothing, as when it was applied before.
 *
 * Terms count from the time of the prediction, and of restrictions only those go that another covers
 * (as strict, as long) or whose term is over. So nothing is loosened before its term, and the same
 * predictions lead to the same state in whatever order and however often they arrive.
 */
export const applyStatement = (
  state: UserState,
  statement: RiskStatement,
  now: Date,
): Change | undefined => {
  const { prediction, group } = statement;
  const hasEnded = ({ until }: ImposedRestriction) => Date.parse(until) <= now.getTime();
  const imposed = group.restrictions
    .map((restriction) => impose(restriction, statement))
    .filter((own) => !hasEnded(own) && !state.restrictions.some((known) => covers(known, own)));

  const assessment: Assessment = {
    model: prediction.model,
    version: prediction.version,
    risk_group: group.name,
    score: prediction.score,
    at: new Date(prediction.at).toISOString(),
    prediction_id: prediction.prediction_id,
  };
  const before = state.assessments.find(({ model }) => model === prediction.model);
  const isNewest = !before || isNewer(assessment, before);
  if (imposed.length === 0 && !isNewest) return undefined;

  const left = state.restrictions.filter(
    (known) => !hasEnded(known) && !imposed.some((own) => covers(own, known)),
  );
  const others = state.assessments.filter((known) => known !== before);
  return {
    state: {
      restrictions: [...left, ...imposed],
      assessments: isNewest ? [...others, assessment] : state.assessments,
    },
    imposed,
    isNewGroup: isNewest && before?.risk_group !== group.name,
  };
};
