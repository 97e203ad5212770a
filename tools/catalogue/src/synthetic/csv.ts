/** A cell: empty for nothing. */
export type Cell = string | number | null;

/** CSV with a header. No cell of made-up data needs quotes. */
export const toCsv = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [header, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\n') + '\n';

/** With two decimals at most. */
export const money = (amount: number): number => Math.round(amount * 100) / 100;

/** `YYYY-MM-DD` so many days after a day. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
