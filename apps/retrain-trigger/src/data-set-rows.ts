import { describeValue } from '@ngwaf/lambda-kit';

import { DataSetInvalidError } from './errors.ts';

const COLUMNS = ['payload', 'label', 'is_url'] as const;

/** Below these a model can neither be trained nor judged. */
export const MINIMUM = { rows: 50, rowsPerClass: 10 } as const;

/** Rows per class. */
export interface RowCounts {
  malicious: number;
  benign: number;
}

/**
 * The header as it is, if it has all columns, each once; further columns are welcome.
 *
 * @throws {DataSetInvalidError} names the columns that are missing or there twice.
 */
export const checkHeader = (header: string[]): string[] => {
  const expected = `the columns ${COLUMNS.join(', ')}`;
  const missing = COLUMNS.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    const found = header.slice(0, 10).map((name) => describeValue(name));
    throw new DataSetInvalidError(expected, `${found.join(', ')}: no ${missing.join(', no ')}`, {
      line: 1,
    });
  }
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name)) {
      const found = `${describeValue(name)} twice`;
      throw new DataSetInvalidError('each column once', found, { line: 1 });
    }
    seen.add(name);
  }
  return header;
};

/**
 * Which class a row belongs to.
 *
 * @param line where the row ends
 * @throws {DataSetInvalidError} names line and column.
 */
export const classOf = (row: Record<string, string>, line: number): keyof RowCounts => {
  const { payload = '', label = '', is_url = '' } = row;
  if (payload === '') throw new DataSetInvalidError('a payload', 'an empty one', { line });
  if (label !== '0' && label !== '1') {
    throw new DataSetInvalidError('label 0 or 1', `label ${describeValue(label)}`, { line });
  }
  if (!/^(true|false)$/i.test(is_url)) {
    const found = `is_url ${describeValue(is_url)}`;
    throw new DataSetInvalidError('is_url TRUE or FALSE', found, { line });
  }
  return label === '1' ? 'malicious' : 'benign';
};

/**
 * Refuses data sets with too little in them.
 *
 * @throws {DataSetInvalidError}
 */
export const checkCounts = ({ malicious, benign }: RowCounts): void => {
  const total = malicious + benign;
  if (total < MINIMUM.rows) {
    throw new DataSetInvalidError(`at least ${MINIMUM.rows} rows`, `${total} rows`);
  }
  if (Math.min(malicious, benign) < MINIMUM.rowsPerClass) {
    throw new DataSetInvalidError(
      `at least ${MINIMUM.rowsPerClass} rows of each class`,
      `${malicious} malicious and ${benign} benign`,
    );
  }
};
