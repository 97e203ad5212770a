/** One request to the container: the records that it holds, and its body. */
export interface Batch {
  records: string[];
  body: string;
}

/** A record, or a file that is not split, does not fit into a request. */
export class TooMuchData extends Error {
  override readonly name = 'TooMuchData';
}

/**
 * Records in requests: each alone, or as many as fit, joined by line breaks.
 *
 * @throws {TooMuchData} one record alone is larger than `maxBytes`.
 */
export const batchesOf = (
  records: readonly string[],
  { isSingle, maxBytes }: { isSingle: boolean; maxBytes: number },
): Batch[] => {
  const batches: string[][] = [];
  let size = Infinity;
  records.forEach((record, index) => {
    const bytes = Buffer.byteLength(record);
    if (bytes > maxBytes) {
      throw new TooMuchData(
        `Too much data for max payload size: record ${index + 1} has ${bytes} bytes, MaxPayloadInMB allows ${maxBytes}.`,
      );
    }
    if (isSingle || size + 1 + bytes > maxBytes) {
      batches.push([]);
      size = -1;
    }
    batches.at(-1)!.push(record);
    size += 1 + bytes;
  });
  return batches.map((lines) => ({ records: lines, body: lines.join('\n') }));
};

/** The lines of a file; the line break at its end begins no other, and empty lines are no records. */
export const linesOf = (text: string): string[] =>
  text.split(/\r?\n/).filter((line) => line !== '');
