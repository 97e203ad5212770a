import type { ColumnType } from './schema/column.ts';
import type { Feature } from './schema/feature.ts';

/** A column that a feature is computed from. */
export interface FeatureColumn {
  /** Field of the feature that names it. */
  field: string;
  column: string;
  /** Types it may have; `undefined`: any. */
  allowed?: readonly ColumnType[];
}

const NUMBERS = ['number', 'integer'] as const;
const TEXT = ['text'] as const;
const DATE = ['date'] as const;

/** The columns that a feature is computed from. */
export const columnsOf = (feature: Feature): FeatureColumn[] => {
  switch (feature.kind) {
    case 'number':
    case 'log1p':
      return [{ field: 'column', column: feature.column, allowed: NUMBERS }];
    case 'missing':
      return [{ field: 'column', column: feature.column }];
    case 'one-hot':
    case 'ordinal':
    case 'lookup':
      return [{ field: 'column', column: feature.column, allowed: TEXT }];
    case 'year':
    case 'month':
    case 'day':
    case 'weekday':
      return [{ field: 'column', column: feature.column, allowed: DATE }];
    case 'days-between':
      return [
        { field: 'from', column: feature.from, allowed: DATE },
        { field: 'to', column: feature.to, allowed: DATE },
      ];
    case 'years-between':
      return [
        { field: 'from', column: feature.from, allowed: ['integer', 'date'] },
        { field: 'to', column: feature.to, allowed: ['integer', 'date'] },
      ];
    case 'ratio':
      return [
        { field: 'of', column: feature.of, allowed: NUMBERS },
        { field: 'by', column: feature.by, allowed: NUMBERS },
      ];
    case 'difference':
      return [
        { field: 'of', column: feature.of, allowed: NUMBERS },
        { field: 'minus', column: feature.minus, allowed: NUMBERS },
      ];
    case 'sum':
      return feature.columns.map((column, index) => ({
        field: `columns.${index}`,
        column,
        allowed: NUMBERS,
      }));
  }
};
