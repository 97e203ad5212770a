import { existsSync, readFileSync } from 'node:fs';
import type { S3Client } from '@aws-sdk/client-s3';
import { table } from '../table.ts';
import { sha256 } from '../zip.ts';
import { readPointer, type NotebookRelease } from './pointer.ts';

/** Which bundle the next retraining runs. */
export interface NotebookStatus {
  /** Undefined before the first deployment. */
  live: NotebookRelease | undefined;
  /** Newest first. */
  before: NotebookRelease[];
  /** How the local build compares with the live bundle. */
  build: 'same' | 'different' | 'none';
}

export const notebookStatus = async (
  s3: S3Client,
  bucket: string,
  bundleFile: string,
): Promise<NotebookStatus> => {
  const { live, before = [] } = (await readPointer(s3, bucket)) ?? {};
  const build = existsSync(bundleFile) ? sha256(readFileSync(bundleFile)).hex : undefined;
  return {
    live,
    before,
    build: build === undefined ? 'none' : build === live?.sha256 ? 'same' : 'different',
  };
};

const BUILD = { same: 'same as live', different: 'differs from live', none: 'none' } as const;

const short = ({ sha256: hash }: NotebookRelease): string => hash.slice(0, 8);

export const notebookStatusText = ({ live, before, build }: NotebookStatus): string =>
  table(
    ['notebook', 'the bundle that the next retraining runs'],
    [
      ['live bundle', live ? short(live) : 'none'],
      ['deployed', live?.deployed_at ?? 'unknown'],
      ['commit', live?.commit?.slice(0, 10) ?? 'unknown'],
      ['live before', before.map(short).join(', ') || 'none'],
      ['local build', BUILD[build]],
    ],
  );
