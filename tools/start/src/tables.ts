import type { Job } from '@ngwaf/contracts';

/** A table for a terminal: columns as wide as their widest cell, the first left, others right. */
export const table = (header: string[], rows: string[][]): string => {
  const lines = [header, ...rows];
  const widths = header.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? '').length)),
  );
  const format = (line: string[]): string =>
    line
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ');
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [format(header), rule, ...rows.map(format)].map((line) => `  ${line}`).join('\n');
};

/** The diagnostics of a job, one threshold a row. */
export const diagnosticsTable = (diagnostics: NonNullable<Job['model_diagnostics']>): string => {
  const metrics = ['precision', 'recall', 'false_pos_rate', 'accuracy', 'f1_score'] as const;
  return table(
    ['threshold', ...metrics],
    diagnostics.threshold.map((threshold, row) => [
      threshold.toFixed(1),
      ...metrics.map((metric) => (diagnostics[metric][row] ?? Number.NaN).toFixed(3)),
    ]),
  );
};

/** Milliseconds as seconds, right-aligned so that lines stand under one another. */
export const seconds = (milliseconds: number): string =>
  `${(milliseconds / 1000).toFixed(1).padStart(5)} s`;
