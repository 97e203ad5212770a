import type { ScoringMode } from '@ngwaf/contracts';

import {
  createFallbackScorer,
  type FallbackPorts,
  type Scored,
  type Scorer,
} from './fallback-scorer.ts';

export type { Scored, Scorer };

/** How a request can be scored; each is made only where the mode needs it. */
export interface ScorerParts extends Pick<FallbackPorts, 'onFallback' | 'now'> {
  endpoint: () => Scorer;
  inProcess: () => Scorer;
}

/** While the endpoint is in trouble, five callers wait for it in vain, then one in a quarter of a minute. */
const BREAKER = { failures: 5, pauseMs: 15_000 };

/** Scores as the mode says; answers tell what did. */
export const createScorer = (
  mode: ScoringMode,
  { endpoint, inProcess, ...ports }: ScorerParts,
): ((...request: Parameters<Scorer>) => Promise<Scored>) => {
  switch (mode) {
    case 'endpoint': {
      const score = endpoint();
      return async (request) => ({ ...(await score(request)), scoredBy: 'endpoint' });
    }
    case 'in-process': {
      const score = inProcess();
      return async (request) => ({ ...(await score(request)), scoredBy: 'in-process' });
    }
    case 'endpoint-with-fallback':
      return createFallbackScorer(
        { endpoint: endpoint(), inProcess: inProcess(), ...ports },
        BREAKER,
      );
  }
};
