import {
  InvokeEndpointCommand,
  type SageMakerRuntimeClient,
} from '@aws-sdk/client-sagemaker-runtime';
import {
  containerResponseSchema,
  type ContainerRequest,
  type ContainerResponse,
} from '@ngwaf/contracts';

import { ModelFailedError, toScoringError } from './scoring-errors.ts';

export interface EndpointScorerOptions {
  endpointName: string;
  /** For the whole call, the SDK's retries included. */
  timeoutMs: number;
}

const decoder = new TextDecoder();

const parseAnswer = (body: Uint8Array, expected: number): ContainerResponse => {
  try {
    const answer = containerResponseSchema.parse(JSON.parse(decoder.decode(body)));
    const given = answer.predictions.length;
    if (given === expected) return answer;
    throw new Error(`${expected} instances got ${given} predictions`);
  } catch (cause) {
    throw new ModelFailedError({ cause });
  }
};

/**
 * Scores with the model that is live on an endpoint.
 *
 * The returned function throws {@link EndpointUnavailableError}, {@link EndpointTimeoutError},
 * {@link EndpointThrottledError} or {@link ModelFailedError}.
 */
export const createEndpointScorer =
  (client: SageMakerRuntimeClient, { endpointName, timeoutMs }: EndpointScorerOptions) =>
  async (request: ContainerRequest): Promise<ContainerResponse> => {
    const command = new InvokeEndpointCommand({
      EndpointName: endpointName,
      ContentType: 'application/json',
      Accept: 'application/json',
      Body: JSON.stringify(request),
    });
    const abortSignal = AbortSignal.timeout(timeoutMs);
    const answer = await client.send(command, { abortSignal }).catch((error: unknown) => {
      throw toScoringError(error, abortSignal.aborted);
    });
    return parseAnswer(answer.Body, request.instances.length);
  };
