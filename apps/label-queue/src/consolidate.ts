import type { Label } from './label-item.ts';

export interface Accuracy {
  /** Gold items answered. */
  seen: number;
  right: number;
}

/** As if each worker had answered five gold items before, four of them rightly. */
const PRIOR: Accuracy = { seen: 5, right: 4 };
const LOWEST = 0.55;
const HIGHEST = 0.99;

/**
 * Weight of a worker's vote: the log odds of being right, which makes the weighted majority the
 * likeliest label when workers err independently of each other.
 *
 * Never zero or below: a worker who is always wrong is to be talked to, not turned around.
 */
export const voteWeight = ({ seen, right }: Accuracy): number => {
  const share = (right + PRIOR.right) / (seen + PRIOR.seen);
  const accuracy = Math.min(HIGHEST, Math.max(LOWEST, share));
  return Math.log(accuracy / (1 - accuracy));
};

export interface Vote {
  label: Label;
  weight: number;
}

/** Sums of the same weights in another order differ in their last bits. */
const EPSILON = 1e-9;

/**
 * The label that at least `minAgreement` of the votes agree on, with their share; `undefined` when
 * none is agreed on, or nobody could tell. Votes of those who cannot tell count for neither.
 */
export const consolidate = (
  votes: Vote[],
  minAgreement: number,
): { label: 0 | 1; confidence: number } | undefined => {
  const sum = (label: Label) =>
    votes.filter((vote) => vote.label === label).reduce((total, { weight }) => total + weight, 0);
  const [zero, one] = [sum(0), sum(1)];
  if (Math.abs(zero - one) < EPSILON) return undefined;
  const share = Math.max(zero, one) / (zero + one);
  if (share < minAgreement - EPSILON) return undefined;
  return { label: one > zero ? 1 : 0, confidence: Math.round(share * 1e4) / 1e4 };
};
