import type { Training } from './schema/operation.ts';

const MB = 1024 ** 2;
const GB = 1024 ** 3;

/**
 * Bytes of records up to which the function prepare-data prepares them, within its 15 minutes; larger
 * data sets are prepared by Spark.
 */
export const MAX_BYTES_IN_FUNCTION = 256 * MB;

/** What training instances there are to choose from, by their memory. */
const LADDER = [
  { type: 'ml.m5.large', memoryGb: 8 },
  { type: 'ml.m5.xlarge', memoryGb: 16 },
  { type: 'ml.m5.2xlarge', memoryGb: 32 },
  { type: 'ml.m5.4xlarge', memoryGb: 64 },
  { type: 'ml.m5.12xlarge', memoryGb: 192 },
  { type: 'ml.m5.24xlarge', memoryGb: 384 },
] as const;
const LARGEST = LADDER[LADDER.length - 1] ?? LADDER[0];

/** Memory a training takes for each byte of CSV (measured: 12; the rest is reserve). */
const MEMORY_PER_BYTE = 16;
/** What the system and an empty process take. */
const BASE_GB = 2;

/** Bytes of features that fit into the largest instance; of more, Spark takes a sample of the users. */
export const MAX_TRAINING_BYTES = ((LARGEST.memoryGb - BASE_GB) * GB) / MEMORY_PER_BYTE;

const SPARK = { type: 'ml.r5.2xlarge', bytesPerInstance: 16 * GB, maxCount: 20 } as const;
const TRANSFORM = { type: 'ml.m5.large', bytesPerInstance: 2 * GB, maxCount: 10 } as const;

/** Instances as SageMaker's requests name them. */
export interface Cluster {
  instanceType: string;
  instanceCount: number;
  volumeGb: number;
}

export interface Instances {
  /** Who prepares the data. */
  prepare: 'function' | 'spark';
  /** Cluster of the processing job, where Spark prepares. */
  processing: Cluster;
  training: Cluster;
  /** Cluster of the transform jobs that score the test rows, or a batch. */
  transform: Cluster;
}

const countFor = (
  bytes: number,
  { bytesPerInstance, maxCount }: { bytesPerInstance: number; maxCount: number },
) => Math.min(maxCount, Math.max(1, Math.ceil(bytes / bytesPerInstance)));

/** Room for what an instance downloads, unpacks and writes. */
const volumeFor = (bytes: number): number => Math.max(10, Math.ceil((4 * bytes) / GB));

/**
 * Instances for a data set of this size.
 *
 * - Up to 256 MB a function prepares it, more is prepared by Spark: an instance for each 16 GB, at least
 *   two and at most 20.
 * - Training: the smallest instance with 2 GB and 16 times the data's size in memory. A forest is grown
 *   on one instance; what is larger than the largest takes (24 GB) Spark cuts down to a sample of users.
 * - Scoring: an instance for each 2 GB, at most 10.
 *
 * @param bytes of all records together
 * @param overrides the entry's `training.instance`, which wins
 */
export const chooseInstances = (bytes: number, overrides: Training['instance'] = {}): Instances => {
  if (!Number.isFinite(bytes) || bytes < 0) {
    throw new RangeError(`expected the bytes of a data set, got ${bytes}`);
  }
  const learned = Math.min(bytes, MAX_TRAINING_BYTES);
  const memoryGb = BASE_GB + (MEMORY_PER_BYTE * learned) / GB;
  const smallest = LADDER.find((instance) => instance.memoryGb >= memoryGb) ?? LARGEST;
  const sparkCount = Math.max(2, countFor(bytes, SPARK));
  return {
    prepare: bytes <= MAX_BYTES_IN_FUNCTION ? 'function' : 'spark',
    processing: {
      instanceType: SPARK.type,
      instanceCount: sparkCount,
      volumeGb: Math.max(30, volumeFor(bytes / sparkCount)),
    },
    training: {
      instanceType: overrides.type ?? smallest.type,
      instanceCount: overrides.count ?? 1,
      volumeGb: volumeFor(learned),
    },
    transform: {
      instanceType: TRANSFORM.type,
      instanceCount: countFor(bytes, TRANSFORM),
      volumeGb: volumeFor(bytes),
    },
  };
};
