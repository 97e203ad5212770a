import type { ContainerRequest, ContainerResponse, ScoredBy } from '@ngwaf/contracts';

export type Scorer = (request: ContainerRequest) => Promise<ContainerResponse>;
/** Answers of the model, and what scored. */
export type Scored = ContainerResponse & { scoredBy: ScoredBy };

export interface FallbackPorts {
  /** Within its time budget, or an error. */
  endpoint: Scorer;
  inProcess: Scorer;
  /** Was answered in process; `error` is the endpoint's, absent where it was not asked. */
  onFallback: (error: unknown) => void;
  now: () => number;
}

export interface FallbackOptions {
  /** So many failures in a row, and the endpoint is left alone for a while. */
  failures: number;
  pauseMs: number;
}

/**
 * Scores by the endpoint, and in process where that fails for whatever reason.
 *
 * After some failures in a row the endpoint is not asked for a while, so that not every request waits
 * for it in vain; then one request tries it again.
 *
 * @returns a function that throws the endpoint's error when neither can score.
 */
export const createFallbackScorer = (
  { endpoint, inProcess, onFallback, now }: FallbackPorts,
  { failures, pauseMs }: FallbackOptions,
) => {
  let failedInARow = 0;
  let failedAt = 0;

  const isPaused = (): boolean => failedInARow >= failures && now() - failedAt < pauseMs;

  const byEndpoint = async (request: ContainerRequest): Promise<Scored> => {
    try {
      const answer = await endpoint(request);
      failedInARow = 0;
      return { ...answer, scoredBy: 'endpoint' };
    } catch (error) {
      failedInARow += 1;
      failedAt = now();
      throw error;
    }
  };

  const here = async (request: ContainerRequest, error?: unknown): Promise<Scored> => {
    const answer = await inProcess(request);
    onFallback(error);
    return { ...answer, scoredBy: 'in-process' };
  };

  return (request: ContainerRequest): Promise<Scored> =>
    isPaused()
      ? // Whatever is wrong with the endpoint: here there is no model at all.
        here(request).catch(() => byEndpoint(request))
      : byEndpoint(request).catch((error: unknown) =>
          here(request, error).catch(() => {
            // Why the model is not here is counted and logged where it is loaded.
            throw error;
          }),
        );
};
