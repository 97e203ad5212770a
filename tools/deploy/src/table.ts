/** Columns as wide as their widest cell, with a heading. */
export const table = (heading: string[], rows: string[][]): string => {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [heading, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

export const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

export const seconds = (value: number): string => `${value.toFixed(1)} s`;
