import { TrainingDataInvalidError } from './errors.ts';

/** What is wrong with one row. */
export interface Fault {
  file: string;
  line: number;
  field: string;
  message: string;
}

const MAX_REPORTED = 5;

const describe = ({ file, line, field, message }: Fault): string =>
  `${file}, line ${line}${field === '' ? '' : `, ${field}`}: ${message}`;

/** Counts rows that are at fault, and keeps what is wrong with the first few. */
export const createFaults = () => {
  const first: Fault[] = [];
  let rows = 0;
  return {
    add: (fault: Fault): void => {
      rows += 1;
      if (first.length < MAX_REPORTED) first.push(fault);
    },
    report: () => ({ rows, first: first.map(describe) }),
    /** @throws {TrainingDataInvalidError} more than this share of the rows are at fault. */
    check: (allRows: number, maxShare: number): void => {
      if (rows <= allRows * maxShare) return;
      throw new TrainingDataInvalidError(
        'The data set',
        `at most ${maxShare * 100}% of its ${allRows} rows to be at fault`,
        `${rows}: ${first.map(describe).join('; ')}`,
      );
    },
  };
};
export type Faults = ReturnType<typeof createFaults>;
