import { z } from 'zod';

const number = z.string().regex(/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/);
const name = z.string().min(1).max(256);
const scaling = z.enum(['Auto', 'Linear', 'Logarithmic', 'ReverseLogarithmic']).default('Auto');

/** ParameterRanges of a tuning job. */
export const parameterRanges = z.looseObject({
  IntegerParameterRanges: z
    .array(z.object({ Name: name, MinValue: number, MaxValue: number, ScalingType: scaling }))
    .default([]),
  ContinuousParameterRanges: z
    .array(z.object({ Name: name, MinValue: number, MaxValue: number, ScalingType: scaling }))
    .default([]),
  CategoricalParameterRanges: z
    .array(z.object({ Name: name, Values: z.array(z.string().max(256)).min(1) }))
    .default([]),
});
export type ParameterRanges = z.output<typeof parameterRanges>;
type Scaling = z.output<typeof scaling>;

/** One hyperparameter as a stretch from 0 to 1, in which a step means about the same everywhere. */
export interface Dimension {
  name: string;
  /** The hyperparameter's value at a place, as text. */
  readonly valueAt: (place: number) => string;
}

/** @throws {RangeError} a range that is none: says which, and why. */
export const dimensionsOf = (ranges: ParameterRanges): Dimension[] => [
  ...ranges.IntegerParameterRanges.map((range) => {
    const { min, max } = boundsOf(range);
    if (!Number.isInteger(min) || !Number.isInteger(max)) {
      throw new RangeError(`The bounds of ${range.Name} must be whole numbers.`);
    }
    const scale = scaleOf(range.Name, range.ScalingType, min, max);
    const valueAt = (place: number) => String(clamp(Math.round(scale(place)), min, max));
    return { name: range.Name, valueAt };
  }),
  ...ranges.ContinuousParameterRanges.map((range) => {
    const { min, max } = boundsOf(range);
    const scale = scaleOf(range.Name, range.ScalingType, min, max);
    return { name: range.Name, valueAt: (place: number) => String(clamp(scale(place), min, max)) };
  }),
  ...ranges.CategoricalParameterRanges.map(({ Name, Values }) => ({
    name: Name,
    valueAt: (place: number) =>
      Values[Math.min(Values.length - 1, Math.floor(place * Values.length))]!,
  })),
];

const boundsOf = (range: { Name: string; MinValue: string; MaxValue: string }) => {
  const [min, max] = [Number(range.MinValue), Number(range.MaxValue)];
  if (min > max) {
    throw new RangeError(
      `The MaxValue of ${range.Name} must be at least its MinValue ${min}, got ${max}.`,
    );
  }
  return { min, max };
};

/** From where on `Auto` counts magnitudes instead of differences. */
const MANY_TIMES = 100;

const scaleOf = (name: string, type: Scaling, min: number, max: number) => {
  const isWide = min > 0 && max / min >= MANY_TIMES;
  const scaling = type !== 'Auto' ? type : isWide ? 'Logarithmic' : 'Linear';
  switch (scaling) {
    case 'Linear':
      return (place: number) => min + place * (max - min);
    case 'Logarithmic': {
      if (min <= 0) throw new RangeError(`${name} is scaled logarithmically: it must be above 0.`);
      return (place: number) => min * (max / min) ** place;
    }
    case 'ReverseLogarithmic': {
      if (min < 0 || max >= 1) {
        throw new RangeError(`${name} is scaled reverse logarithmically: it must be in [0, 1).`);
      }
      return (place: number) => 1 - (1 - min) * ((1 - max) / (1 - min)) ** place;
    }
  }
};

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));
