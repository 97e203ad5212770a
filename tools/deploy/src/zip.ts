import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';

const UNIX = 3;
const READABLE_FILE = 0o100644;

/** A zip whose bytes depend on the files alone: names sorted, one time and mode for all. */
export const deterministicZip = (files: Record<string, Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, content]) => [
          name,
          [
            content,
            // A zip holds local time: a date made of parts is the same in every time zone.
            { mtime: new Date(1980, 0, 1), os: UNIX, attrs: READABLE_FILE << 16 },
          ],
        ]),
    ),
    { level: 9 },
  );

/** SHA-256 as keys in S3 spell it, and as Lambda does. */
export const sha256 = (content: Uint8Array): { hex: string; base64: string } => {
  const digest = createHash('sha256').update(content).digest();
  return { hex: digest.toString('hex'), base64: digest.toString('base64') };
};
