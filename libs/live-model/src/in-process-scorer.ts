import type { ContainerRequest, ContainerResponse, RequestPart } from '@ngwaf/contracts';
import type { WafModel } from '@ngwaf/waf-model';

import type { LiveModel } from './live-model.ts';

/** A text, or a request taken apart. */
type WafInstance = string | { parts: RequestPart[] };

/** A model that scores where the code runs; which version it is says who loaded it. */
export type InProcessModel = Pick<WafModel, 'threshold' | 'score'>;

const isWafInstance = (instance: ContainerRequest['instances'][number]): instance is WafInstance =>
  typeof instance === 'string' || Array.isArray(instance['parts']);

/**
 * Scores with the live model here, and answers as its container does.
 *
 * The returned function throws {@link ModelUnavailableError}.
 */
export const createInProcessScorer =
  (live: Pick<LiveModel<InProcessModel>, 'current'>) =>
  async ({ instances }: ContainerRequest): Promise<ContainerResponse> => {
    const { version, model } = await live.current();
    const scored = instances.map((instance) => {
      if (isWafInstance(instance)) return model.score(instance);
      throw new TypeError('Expected a text or the parts of a request');
    });
    return {
      predictions: scored.map(({ score }) => score),
      model: version,
      threshold: model.threshold,
      reasons: scored.map(({ reasons }) => reasons),
    };
  };
