import type { Trial } from './search.ts';

/** What is believed of a function from a few of its values. */
export interface Model {
  places: readonly number[][];
  /** Lower triangle L of the covariance L·Lᵀ. */
  factor: number[][];
  /** The covariance's inverse times the standardised values. */
  weights: number[];
  best: number;
}

/** Values at places closer than this, in a unit cube, have much to do with each other. */
const LENGTH = 0.3;
/** Two trainings with the same hyperparameters are not equal to the last digit. */
const NOISE = 1e-3;

/** A Gaussian process with a squared exponential kernel, on values brought to mean 0 and deviation 1. */
export const fit = (trials: readonly Trial[]): Model => {
  const places = trials.map(({ place }) => place);
  const values = standardised(trials.map(({ value }) => value));
  const covariance = places.map((a, row) =>
    places.map((b, column) => kernel(a, b) + (row === column ? NOISE : 0)),
  );
  const factor = cholesky(covariance);
  const weights = backward(factor, forward(factor, values));
  return { places, factor, weights, best: Math.max(...values) };
};

/** How much better than the best so far a place can be expected to be; at least 0. */
export const expectedImprovement = (model: Model, place: readonly number[]): number => {
  const near = model.places.map((known) => kernel(known, place));
  const mean = dot(near, model.weights);
  const explained = forward(model.factor, near);
  const deviation = Math.sqrt(Math.max(1 + NOISE - dot(explained, explained), 1e-12));
  const z = (mean - model.best) / deviation;
  return deviation * (z * normalShare(z) + normalDensity(z));
};

const standardised = (values: readonly number[]): number[] => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const deviation = Math.sqrt(variance) || 1;
  return values.map((value) => (value - mean) / deviation);
};

const kernel = (a: readonly number[], b: readonly number[]): number => {
  const squared = a.reduce((sum, value, index) => sum + (value - b[index]!) ** 2, 0);
  return Math.exp(-squared / (2 * LENGTH ** 2));
};

const cholesky = (matrix: readonly number[][]): number[][] => {
  const lower = matrix.map(() => new Array<number>(matrix.length).fill(0));
  matrix.forEach((row, i) => {
    for (let j = 0; j <= i; j += 1) {
      const rest = row[j]! - dot(lower[i]!.slice(0, j), lower[j]!.slice(0, j));
      lower[i]![j] = i === j ? Math.sqrt(rest) : rest / lower[j]![j]!;
    }
  });
  return lower;
};

/** Solves L·x = b. */
const forward = (lower: readonly number[][], b: readonly number[]): number[] => {
  const x: number[] = [];
  lower.forEach((row, i) => x.push((b[i]! - dot(row.slice(0, i), x)) / row[i]!));
  return x;
};

/** Solves Lᵀ·x = b. */
const backward = (lower: readonly number[][], b: readonly number[]): number[] => {
  const x = new Array<number>(b.length).fill(0);
  for (let i = b.length - 1; i >= 0; i -= 1) {
    const known = lower.slice(i + 1).reduce((sum, row, k) => sum + row[i]! * x[i + 1 + k]!, 0);
    x[i] = (b[i]! - known) / lower[i]![i]!;
  }
  return x;
};

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0);

const normalDensity = (z: number): number => Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);

/** Share of a normal distribution below z, to 1e-4: a logistic curve is close enough to compare by. */
const normalShare = (z: number): number => 1 / (1 + Math.exp(-(1.5976 * z + 0.070566 * z ** 3)));
