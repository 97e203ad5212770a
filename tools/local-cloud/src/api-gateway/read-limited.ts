import type { IncomingMessage } from 'node:http';

/** Reads a body of at most `maxBytes`; `undefined` if it is longer, the rest then being discarded. */
export const readLimited = async (
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  // Read to the end all the same: closing early would take the answer from many clients.
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length <= maxBytes ? Buffer.concat(chunks) : undefined;
};
