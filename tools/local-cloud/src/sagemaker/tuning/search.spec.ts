import { nextPlace, randomOf, type Trial } from './search.ts';

/** A hill in the unit square with its top, 1, at (0.7, 0.2). */
const hill = ([x = 0, y = 0]: number[]) => 1 - ((x - 0.7) ** 2 + (y - 0.2) ** 2);

const search = (strategy: 'Random' | 'Bayesian', seed: number): number => {
  const random = randomOf(seed);
  const trials: Trial[] = [];
  for (let trial = 0; trial < 12; trial += 1) {
    const place = nextPlace(strategy, 2, trials, random);
    trials.push({ place, value: hill(place) });
  }
  return Math.max(...trials.map(({ value }) => value));
};

it('a model of the trials finds better places than chance', () => {
  const seeds = Array.from({ length: 10 }, (_, seed) => seed);
  const mean = (strategy: 'Random' | 'Bayesian') =>
    seeds.reduce((sum, seed) => sum + search(strategy, seed), 0) / seeds.length;

  expect(mean('Bayesian')).toBeGreaterThan(0.995);
  expect(mean('Bayesian')).toBeGreaterThan(mean('Random'));
});

it('goes on when all trials were equal, and at the same place', () => {
  const trials = Array.from({ length: 5 }, () => ({ place: [0.5], value: 0.9 }));

  const [place] = nextPlace('Bayesian', 1, trials, randomOf(1));

  expect(Math.abs(place! - 0.5)).toBeGreaterThan(0.2);
});

it('gives the same numbers for the same seed, evenly', () => {
  const random = randomOf(7);
  const again = randomOf(7);
  const numbers = Array.from({ length: 1_000 }, random);

  expect(Array.from({ length: 1_000 }, again)).toEqual(numbers);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(numbers.filter((number) => number < 0.25).length / 1_000).toBeCloseTo(0.25, 1);
});
