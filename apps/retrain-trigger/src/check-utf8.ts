import { isUtf8 } from 'node:buffer';

import { DataSetInvalidError } from './errors.ts';

const NEWLINE = 0x0a;

/** Bytes at the end that begin a character without ending it: at most three. */
const incompleteTail = (bytes: Buffer): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    const isContinuation = (byte & 0xc0) === 0x80;
    if (isContinuation) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
};

function* linesOf(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
  yield bytes.subarray(start);
}

/**
 * Passes bytes on as they are, as long as they are UTF-8; holds back at most three of them.
 *
 * @throws {DataSetInvalidError} names the line of the first byte that is not.
 */
export async function* checkUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const refuse = (line: number) =>
    new DataSetInvalidError('text in UTF-8', 'bytes that are not', { line });
  let line = 1;
  let tail: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([tail, chunk]);
    const end = bytes.length - incompleteTail(bytes);
    const whole = bytes.subarray(0, end);
    tail = bytes.subarray(end);
    if (!isUtf8(whole)) {
      const lines = [...linesOf(whole)];
      throw refuse(line + lines.findIndex((content) => !isUtf8(content)));
    }
    for (let at = whole.indexOf(NEWLINE); at >= 0; at = whole.indexOf(NEWLINE, at + 1)) line += 1;
    yield whole;
  }
  if (tail.length > 0) throw refuse(line);
}
