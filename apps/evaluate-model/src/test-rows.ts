import type { Labelled } from '@ngwaf/drift';
import * as z from 'zod/mini';

import { EvaluationFailedError } from './errors.ts';

const scoreSchema = z.object({ score: z.number().check(z.minimum(0), z.maximum(1)) });

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** Labels of the test rows, from CSV with the label as the last column. */
export const parseLabels = (text: string): (0 | 1)[] =>
  linesOf(text)
    .slice(1)
    .map((line) => (line.endsWith(',1') ? 1 : 0));

/** Scores as a transform job writes them: one JSON object a line, in the order of the rows. */
export const parseScores = (text: string, where: string): number[] =>
  linesOf(text).map((line, index) => {
    const parsed = scoreSchema.safeParse(orNothing(line));
    if (!parsed.success) {
      throw new EvaluationFailedError(
        `${where}, line ${index + 1}: expected {"score": 0 to 1}, found ${line.slice(0, 80)}`,
      );
    }
    return parsed.data.score;
  });

const orNothing = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** @throws {EvaluationFailedError} there is not one score for each row. */
export const join = (
  labels: readonly (0 | 1)[],
  scores: readonly number[],
  where: string,
): Labelled[] => {
  if (labels.length !== scores.length) {
    throw new EvaluationFailedError(
      `${where}: expected a score for each of ${labels.length} test rows, found ${scores.length}`,
    );
  }
  return labels.map((label, index) => ({ label, score: scores[index] ?? 0 }));
};
