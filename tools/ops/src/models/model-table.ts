import type { Job } from '@ngwaf/contracts';
import { table } from '@ngwaf/tool-deploy';
import { z } from 'zod';
import { versionBefore, type ModelVersion } from './model-version.ts';

/** A version beside what is known of it elsewhere. */
export interface ModelRow {
  version: ModelVersion;
  job: Job | undefined;
  /** Nothing has to be made for it to go live. */
  isPrepared: boolean;
}

/** The figures that a list shows, on the test rows of the version's own job. */
const performanceSchema = z.object({
  roc_auc_score: z.number(),
  test: z.object({ f1_score: z.number(), false_pos_rate: z.number() }),
});

const minute = (date: Date): string => date.toISOString().slice(0, 16).replace('T', ' ');

const figuresOf = (job: Job | undefined): string[] => {
  const { data } = performanceSchema.safeParse(job?.model_performance);
  if (!data) return ['-', '-', '-'];
  const { f1_score, false_pos_rate } = data.test;
  return [
    f1_score.toFixed(4),
    data.roc_auc_score.toFixed(4),
    `${(false_pos_rate * 100).toFixed(2)}%`,
  ];
};

const stateOf = (
  row: ModelRow,
  live: string | undefined,
  before: ModelVersion | undefined,
): string => {
  const { version } = row.version;
  if (version === live) return 'live';
  const words = [
    ...(row.isPrepared ? ['kept ready'] : []),
    ...(version === before?.version ? ['rollback goes here'] : []),
  ];
  return words.join(', ') || '-';
};

/** Versions as a table; times in UTC, figures on the test rows of each version's own job. */
export const modelTable = (rows: ModelRow[], live: string | undefined): string => {
  const before = versionBefore(
    rows.map(({ version }) => version),
    live,
  );
  return table(
    ['version', 'approval', 'made', 'live since', 'F1', 'AUC', 'false pos.', 'state'],
    rows.map((row) => {
      const { version, approval, madeAt, liveSince } = row.version;
      return [
        version,
        approval,
        madeAt ? minute(madeAt) : '-',
        liveSince ? minute(new Date(liveSince)) : '-',
        ...figuresOf(row.job),
        stateOf(row, live, before),
      ];
    }),
  );
};

/** One version in full, a line each. */
export const modelDetails = (row: ModelRow, live: string | undefined): string => {
  const { version, job } = row;
  const [f1, auc, falsePositives] = figuresOf(job);
  const lines: [string, string | undefined][] = [
    ['version', version.version],
    ['state', stateOf(row, live, undefined)],
    ['approval', version.approval],
    ['decision', version.decision],
    ['made', version.madeAt?.toISOString()],
    ['live since', version.liveSince],
    ['live before it', version.replaced],
    ['parent', version.parent],
    ['job', version.jobKey],
    ['data set', job?.train_file_path],
    ['F1, AUC, false positives', job && `${f1}, ${auc}, ${falsePositives} (test rows of its job)`],
    ['artefact', version.artefact],
    ['sha256', version.sha256],
    ['package', version.packageArn],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.padEnd(width)}  ${value}`)
    .join('\n');
};
