/** A score, and the label that the case turned out to have. */
export interface Labelled {
  score: number;
  label: 0 | 1;
}

/**
 * Area under the ROC curve: how often a positive case scores above a negative one, ties half.
 * `undefined` where one of the classes is absent.
 *
 * The Mann-Whitney statistic by ranks, ties sharing their mean rank.
 *
 * @see https://doi.org/10.1148/radiology.143.1.7063747 Hanley and McNeil, 1982
 */
export const areaUnderCurve = (cases: readonly Labelled[]): number | undefined => {
  const sorted = [...cases].sort((one, other) => one.score - other.score);
  const positives = sorted.filter(({ label }) => label === 1).length;
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return undefined;

  let rankSum = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end += 1;
    const meanRank = (start + 1 + end) / 2;
    rankSum += meanRank * sorted.slice(start, end).filter(({ label }) => label === 1).length;
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
};
