import type { Column, ColumnType } from './column.ts';
import type { ModelEntry, RecordInput } from './entry.ts';
import type { Feature } from './feature.ts';
import { foldCase } from '../parse-column.ts';
import { featureNames } from '../feature-names.ts';
import { columnsOf } from '../feature-columns.ts';

interface Contradiction {
  path: (string | number)[];
  message: string;
}

const firstTwice = (names: string[]): number =>
  names.findIndex((name, index) => names.indexOf(name) !== index);

const columnFaults = ({ id, columns }: RecordInput): Contradiction[] => {
  const at = firstTwice([id, ...columns.map(({ name }) => name)]) - 1;
  const twice = columns[at];
  return [
    ...(twice
      ? [{ path: ['input', 'columns', at, 'name'], message: `${twice.name} is there twice` }]
      : []),
    ...columns.flatMap((column, index) =>
      'min' in column &&
      column.min !== undefined &&
      column.max !== undefined &&
      column.min > column.max
        ? [{ path: ['input', 'columns', index, 'max'], message: `expected at least ${column.min}` }]
        : [],
    ),
  ];
};

/** The values that a feature lists, and its field that does. */
const listedBy = (feature: Feature): [field: string, values: string[]] => {
  if (feature.kind === 'lookup') return ['table', Object.keys(feature.table)];
  return ['values', 'values' in feature ? feature.values : []];
};

/** What a feature needs of its columns and does not find. */
const featureFaults = ({ columns, features }: RecordInput): Contradiction[] => {
  const types = new Map<string, ColumnType>(columns.map(({ name, type }: Column) => [name, type]));
  const faults = features.flatMap((feature, index) =>
    columnsOf(feature).flatMap(({ field, column, allowed }) => {
      const type = types.get(column);
      if (type !== undefined && (!allowed || allowed.includes(type))) return [];
      const found = type === undefined ? 'which is no column of the input' : `a ${type} column`;
      const expected = allowed ? `a column of type ${allowed.join(' or ')}` : 'a column';
      return [
        {
          path: ['input', 'features', index, field],
          message: `expected ${expected}, found ${JSON.stringify(column)}, ${found}`,
        },
      ];
    }),
  );
  features.forEach((feature, index) => {
    const [field, values] = listedBy(feature);
    const twice = values[firstTwice(values.map(foldCase))];
    if (twice === undefined) return;
    const message = `${JSON.stringify(twice)} is there twice (the case of A to Z does not count)`;
    faults.push({ path: ['input', 'features', index, field], message });
  });
  const names = features.flatMap((feature, index) =>
    featureNames(feature).map((name) => ({ name, index })),
  );
  const at = firstTwice(names.map(({ name }) => name));
  const twice = names[at];
  if (twice) {
    const message = `a feature ${JSON.stringify(twice.name)} is there already: give it another name`;
    faults.push({ path: ['input', 'features', twice.index, 'name'], message });
  }
  return faults;
};

const labellingFaults = ({ input, labelling, labelQueue }: ModelEntry): Contradiction[] => {
  const columns = input.kind === 'record' ? input.columns : [];
  const isInput = (name: string) => columns.some((column) => column.name === name);
  if ((labelling.kind === 'column' || labelling.kind === 'presence') && isInput(labelling.column)) {
    const message = `expected a column that is no input: ${labelling.column} would give the label away`;
    return [{ path: ['labelling', 'column'], message }];
  }
  if (labelling.kind === 'anchor' && 'column' in labelling.observedAt) {
    const { column } = labelling.observedAt;
    if (!columns.some(({ name, type }) => name === column && type === 'date')) {
      const message = `expected a date column of the input, found ${JSON.stringify(column)}`;
      return [{ path: ['labelling', 'observedAt', 'column'], message }];
    }
  }
  if (labelling.kind === 'queue' && !labelQueue) {
    return [{ path: ['labelQueue'], message: 'expected settings of the queue that labels' }];
  }
  return [];
};

const operationFaults = ({ serving, training, algorithm }: ModelEntry): Contradiction[] => {
  const faults: Contradiction[] = [];
  if (serving.kind === 'real-time' && serving.maxInstances < serving.minInstances) {
    const message = `expected at least minInstances (${serving.minInstances}), found ${serving.maxInstances}`;
    faults.push({ path: ['serving', 'maxInstances'], message });
  }
  if (training.validationShare + training.testShare > 0.6) {
    const message = 'expected at least 0.4 of the rows to be left to learn from';
    faults.push({ path: ['training', 'testShare'], message });
  }
  const { tuning } = algorithm;
  for (const kind of ['integer', 'continuous'] as const) {
    tuning?.[kind].forEach(({ min, max }, index) => {
      if (min < max) return;
      const message = `expected more than min (${min}), found ${max}`;
      faults.push({ path: ['algorithm', 'tuning', kind, index, 'max'], message });
    });
  }
  if (
    tuning &&
    tuning.integer.length + tuning.continuous.length + tuning.categorical.length === 0
  ) {
    const message = 'expected at least one range in integer, continuous or categorical';
    faults.push({ path: ['algorithm', 'tuning'], message });
  }
  return faults;
};

/** What of an entry's fields, each right by itself, does not go together. */
export const findContradictions = (entry: ModelEntry): Contradiction[] => [
  ...(entry.input.kind === 'record'
    ? [...columnFaults(entry.input), ...featureFaults(entry.input)]
    : []),
  ...labellingFaults(entry),
  ...operationFaults(entry),
];
