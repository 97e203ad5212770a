import { dimensionsOf, parameterRanges } from './ranges.ts';

const at = (ranges: object, ...places: number[]) => {
  const [dimension] = dimensionsOf(parameterRanges.parse(ranges));
  return places.map((place) => dimension!.valueAt(place));
};

const integer = (MinValue: string, MaxValue: string, ScalingType?: string) => ({
  IntegerParameterRanges: [{ Name: 'n', MinValue, MaxValue, ...(ScalingType && { ScalingType }) }],
});
const continuous = (MinValue: string, MaxValue: string, ScalingType?: string) => ({
  ContinuousParameterRanges: [
    { Name: 'c', MinValue, MaxValue, ...(ScalingType && { ScalingType }) },
  ],
});

describe('dimensionsOf', () => {
  it.each([
    ['whole numbers', integer('10', '20'), ['10', '15', '20']],
    ['magnitudes where there are many', integer('1', '10000'), ['1', '100', '10000']],
    ['differences where it is asked to', integer('0', '10', 'Linear'), ['0', '5', '10']],
    ['numbers', continuous('0', '1'), ['0', '0.5', '1']],
    ['logarithms', continuous('0.01', '1', 'Logarithmic'), ['0.01', '0.1', '1']],
    ['logarithms from above', continuous('0', '0.99', 'ReverseLogarithmic'), ['0', '0.9', '0.99']],
    [
      'categories',
      { CategoricalParameterRanges: [{ Name: 'k', Values: ['sqrt', 'log2', '0.5'] }] },
      ['sqrt', 'log2', '0.5'],
    ],
  ])('reads %s', (_, ranges, expected) => {
    const found = at(ranges, 0, 0.5, 1);

    expect(found.map((text) => (isNaN(Number(text)) ? text : Number(text).toFixed(4)))).toEqual(
      expected.map((text) => (isNaN(Number(text)) ? text : Number(text).toFixed(4))),
    );
  });

  it.each([
    ['an empty range', integer('3', '2'), 'MaxValue of n must be at least its MinValue 3, got 2'],
    ['halves', integer('0.5', '2'), 'must be whole numbers'],
    ['a logarithm of nothing', continuous('0', '1', 'Logarithmic'), 'must be above 0'],
    ['a reverse logarithm of one', continuous('0', '1', 'ReverseLogarithmic'), 'must be in [0, 1)'],
  ])('refuses %s', (_, ranges, message) => {
    expect(() => dimensionsOf(parameterRanges.parse(ranges))).toThrow(message);
  });
});
