import type { Feature } from './schema/feature.ts';

/** What the last feature of a one-hot is called: any value that is not listed. */
export const OTHER = 'other';

const ownName = (feature: Feature): string => {
  if (feature.name !== undefined) return feature.name;
  switch (feature.kind) {
    case 'number':
    case 'one-hot':
    case 'ordinal':
    case 'lookup':
      return feature.column;
    case 'days-between':
    case 'years-between':
      return `${feature.kind}(${feature.from},${feature.to})`;
    case 'ratio':
      return `ratio(${feature.of},${feature.by})`;
    case 'difference':
      return `difference(${feature.of},${feature.minus})`;
    case 'sum':
      return `sum(${feature.columns.join(',')})`;
    case 'log1p':
    case 'missing':
    case 'year':
    case 'month':
    case 'day':
    case 'weekday':
      return `${feature.kind}(${feature.column})`;
  }
};

/** The names of the numbers that a feature gives, in their order. */
export const featureNames = (feature: Feature): string[] => {
  const name = ownName(feature);
  return feature.kind === 'one-hot'
    ? [...feature.values, OTHER].map((value) => `${name}=${value}`)
    : [name];
};
