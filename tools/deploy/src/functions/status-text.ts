import { kilobytes, table } from '../table.ts';
import { describeDifference, type VersionDifference } from './compare-configurations.ts';
import type { FunctionStatus } from './function-status.ts';

const BUILD = { same: 'same as live', different: 'differs from live', none: 'none' } as const;

const versionText = ({ version }: FunctionStatus): string =>
  version === '$LATEST' ? 'none' : version;

const timeText = ({ publishedAt }: FunctionStatus): string =>
  publishedAt === undefined ? 'unknown' : `${publishedAt.slice(0, 16).replace('T', ' ')} UTC`;

const commitText = ({ commit }: FunctionStatus): string => {
  if (commit === undefined) return 'unknown';
  const short = commit.slice(0, 10);
  return commit.endsWith('+') ? `${short} and changes that were not committed` : short;
};

const canaryText = ({ canary }: FunctionStatus): string =>
  canary ? `version ${canary.version} gets ${Math.round(canary.weight * 100)} %` : 'none';

const pendingText = (pending: VersionDifference): string => describeDifference(pending);

/** One function, a line for each thing that is known. */
export const statusText = (status: FunctionStatus): string =>
  table(
    [status.name, status.functionName],
    [
      ['live version', versionText(status)],
      ['published', timeText(status)],
      ['commit', commitText(status)],
      ['code', `${status.codeSha256.slice(0, 16)}, ${kilobytes(status.bytes)}`],
      ['canary', canaryText(status)],
      ['live before', status.before.join(', ') || 'none'],
      ['not live yet', pendingText(status.pending)],
      ['local build', BUILD[status.build]],
    ],
  );

/** Several functions, a line for each. */
export const statusTable = (statuses: FunctionStatus[]): string =>
  table(
    ['function', 'live', 'published', 'commit', 'size', 'before', 'not live yet', 'local build'],
    statuses.map((status) => [
      status.name,
      `${versionText(status)}${status.canary ? ` (canary ${status.canary.version})` : ''}`,
      timeText(status),
      status.commit === undefined
        ? 'unknown'
        : `${status.commit.slice(0, 8)}${status.commit.endsWith('+') ? '+' : ''}`,
      kilobytes(status.bytes),
      status.before[0] ?? 'none',
      pendingText(status.pending),
      BUILD[status.build],
    ]),
  );
