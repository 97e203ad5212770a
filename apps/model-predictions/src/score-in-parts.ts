import type { ContainerRequest, ContainerResponse } from '@ngwaf/contracts';

type Instances = ContainerRequest['instances'];

/** What a serverless endpoint takes is the least: 4 MB. Some is left for the frame. */
export const MAX_INVOCATION_BYTES = 4_000_000;

/** Instances in parts of which each is small enough for one invocation, in their order. */
export const inParts = (instances: Instances, maxBytes: number): Instances[] => {
  const parts: Instances[] = [];
  let bytes = Infinity;
  for (const instance of instances) {
    const size = Buffer.byteLength(JSON.stringify(instance)) + 1;
    bytes += size;
    if (bytes > maxBytes) {
      parts.push([]);
      bytes = size;
    }
    parts.at(-1)?.push(instance);
  }
  return parts;
};

/**
 * Scores any number of instances, in as many invocations side by side as their size asks for.
 *
 * One that fails fails them all.
 */
export const scoreInParts = (
  score: (request: ContainerRequest) => Promise<ContainerResponse>,
  instances: Instances,
  maxBytes = MAX_INVOCATION_BYTES,
): Promise<ContainerResponse[]> =>
  Promise.all(inParts(instances, maxBytes).map((part) => score({ instances: part })));
