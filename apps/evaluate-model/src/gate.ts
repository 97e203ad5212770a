import type { Gate } from '@ngwaf/model-catalogue';

import type { Figures } from './metrics.ts';

export interface Verdict {
  promoted: boolean;
  /** In words, with the figures. */
  reason: string;
}

const figure = (value: number): string => value.toFixed(4);

/** Whether the first version of a model is better than guessing. */
const decideFirst = ({ auc, at }: Figures, { minAuc }: Gate): Verdict => {
  const found = `AUC ${figure(auc)}, F1 ${figure(at.f1_score)} on the test rows`;
  return auc >= minAuc
    ? { promoted: true, reason: `first version: ${found}` }
    : {
        promoted: false,
        reason: `not good enough: ${found}; a first version needs an AUC of ${minAuc}`,
      };
};

/**
 * Better, or not live: a better F1, or the same and a better AUC, and no AUC lost for it.
 *
 * Both scored the same rows, and each is taken at the threshold that suits it best there: neither
 * is favoured by where its threshold happens to lie.
 */
export const decide = (challenger: Figures, champion: Figures | undefined, gate: Gate): Verdict => {
  if (!champion) return decideFirst(challenger, gate);
  const [f1, before] = [challenger.at.f1_score, champion.at.f1_score];
  const found = `F1 ${figure(f1)} against ${figure(before)} on the test rows, AUC ${figure(challenger.auc)} against ${figure(champion.auc)}`;
  const isBetter = f1 > before + gate.minF1Gain || (f1 === before && challenger.auc > champion.auc);
  if (!isBetter) return { promoted: false, reason: `not better: ${found}` };
  if (challenger.auc < champion.auc - gate.maxAucLoss) {
    return {
      promoted: false,
      reason: `ranks worse: ${found}; at most ${gate.maxAucLoss} may be lost`,
    };
  }
  return { promoted: true, reason: `better: ${found}` };
};
