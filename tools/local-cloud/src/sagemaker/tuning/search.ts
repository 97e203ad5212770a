import { expectedImprovement, fit } from './gaussian-process.ts';

/** A place in the unit cube of the hyperparameters, and how good it was; more is better. */
export interface Trial {
  place: number[];
  value: number;
}

/** Numbers from 0 to below 1. */
export type Random = () => number;

/** Trials by chance before a model of them means anything. */
const FIRST_TRIALS = 3;
const CANDIDATES = 200;

/** The next place to try: by chance, or where a model of the trials so far expects the most. */
export const nextPlace = (
  strategy: 'Random' | 'Bayesian',
  dimensions: number,
  trials: readonly Trial[],
  random: Random,
): number[] => {
  const anywhere = () => Array.from({ length: dimensions }, random);
  if (strategy === 'Random' || trials.length < FIRST_TRIALS) return anywhere();
  const model = fit(trials);
  const candidates = Array.from({ length: CANDIDATES }, anywhere);
  const hopes = candidates.map((place) => expectedImprovement(model, place));
  return candidates[hopes.indexOf(Math.max(...hopes))]!;
};

/** Mulberry32: the same seed, the same numbers. */
export const randomOf = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
