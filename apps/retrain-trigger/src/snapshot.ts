import { createHash } from 'node:crypto';

import { maskSecrets } from '@ngwaf/masking';

import type { RowCounts } from './data-set-rows.ts';

/** A job's own copy of its data set: the columns that training takes, and where each row stood. */
export interface Snapshot {
  content: Buffer;
  sha256: string;
}

export interface SnapshotRow {
  payload: string;
  label: keyof RowCounts;
  isUrl: string;
  /** Line of the user's file that the row ends in. */
  line: number;
}

const HEADER = 'payload,label,is_url,line\n';
/** Rows are put together to pieces of about this size, since millions of buffers take their own room. */
const PIECE_CHARACTERS = 256 * 1024;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Writes a snapshot, row by row, without the secrets in the payloads. */
export const createSnapshotWriter = () => {
  const pieces: Buffer[] = [];
  const hash = createHash('sha256');
  let piece = HEADER;

  const flush = (): void => {
    const bytes = Buffer.from(piece);
    hash.update(bytes);
    pieces.push(bytes);
    piece = '';
  };

  return {
    add: ({ payload, label, isUrl, line }: SnapshotRow): void => {
      const values = [quoted(maskSecrets(payload)), label === 'malicious' ? 1 : 0, isUrl, line];
      piece += `${values.join(',')}\n`;
      if (piece.length >= PIECE_CHARACTERS) flush();
    },
    finish: (): Snapshot => {
      flush();
      return { content: Buffer.concat(pieces), sha256: hash.digest('hex') };
    },
  };
};
