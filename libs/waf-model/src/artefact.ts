import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import * as z from 'zod/mini';

import { BUCKET_BITS, BUCKETS } from './buckets.ts';
import { FEATURE_FORMAT } from './features.ts';
import { npyFloat16 } from './npy.ts';
import { tarFiles } from './tar.ts';

const FORMATS = {
  format: 1,
  features: { format: FEATURE_FORMAT, bucket_bits: BUCKET_BITS },
};

const formatsSchema = z.object({
  format: z.literal(FORMATS.format),
  // Strict: what this code does not know may change the features.
  features: z.strictObject({
    format: z.literal(FORMATS.features.format),
    bucket_bits: z.literal(FORMATS.features.bucket_bits),
  }),
});
const manifestSchema = z.object({
  version: z.string(),
  threshold: z.number(),
  calibration: z.object({ slope: z.number(), offset: z.number() }),
  intercept: z.number(),
});

/** What scoring needs of a model version. */
export interface Artefact extends z.infer<typeof manifestSchema> {
  /** One weight a bucket. */
  readonly weights: Float32Array;
}

/** The artefact is of another format than this code: its own code, in the container, can score it. */
export class UnreadableArtefactError extends Error {
  override readonly name = 'UnreadableArtefactError';
}

const unzip = promisify(gunzip);

const expectFormats = (manifest: object): void => {
  if (formatsSchema.safeParse(manifest).success) return;
  const { format, features } = { format: null, features: null, ...manifest };
  throw new UnreadableArtefactError(
    `expected an artefact of ${JSON.stringify(FORMATS)}, found ${JSON.stringify({ format, features })}`,
  );
};

/**
 * Reads a `model.tar.gz`.
 *
 * @throws {UnreadableArtefactError} artefact or features have another format than this code.
 * @throws {Error} it is no artefact, or a broken one.
 */
export const readArtefact = async (archive: Uint8Array): Promise<Artefact> => {
  const files = tarFiles(await unzip(archive));
  const read = (name: string): Uint8Array => {
    const file = files.get(name);
    if (file) return file;
    throw new Error(`expected ${name} in the artefact, found ${[...files.keys()].join(', ')}`);
  };
  const manifest = JSON.parse(new TextDecoder().decode(read('manifest.json'))) as object;
  expectFormats(manifest);
  const weights = npyFloat16(read('weights.npy'));
  if (weights.length !== BUCKETS) {
    throw new Error(`expected ${BUCKETS} weights, found ${weights.length}`);
  }
  return { ...manifestSchema.parse(manifest), weights };
};
