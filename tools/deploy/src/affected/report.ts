import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Surroundings } from '@ngwaf/tool-cli';
import { table } from '../table.ts';

/** Names the file in which every deployment of one run notes what it did. */
export const REPORT_VARIABLE = 'NGWAF_DEPLOY_REPORT';

const rowSchema = z.tuple([z.string(), z.string(), z.string(), z.string()]);

/**
 * What became of one thing: its name; its version, `3 → 4` or the one that stays; its size, or
 * `unchanged`; the time it took.
 */
export type ReportRow = z.infer<typeof rowSchema>;

/** Prints what became of things that were shipped; a run of several deployments collects it, too. */
export const reportShipped = (
  { print, env }: Pick<Surroundings, 'print' | 'env'>,
  heading: string[],
  rows: ReportRow[],
): void => {
  print(table(heading, rows));
  const file = env[REPORT_VARIABLE];
  // Tasks run side by side: one short write each, which the system appends whole.
  if (file) appendFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
};

/** What the deployments of a run noted, by name. */
export const readReport = (file: string): ReportRow[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => rowSchema.parse(JSON.parse(line)))
        .sort(([a], [b]) => (a < b ? -1 : 1))
    : [];
