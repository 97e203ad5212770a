import { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { createScorer } from '@ngwaf/live-model/scorer';
import { createEndpointScorer } from '@ngwaf/sagemaker-utils';

/** An endpoint that takes requests and answers none, until the client gives up. */
const silent = new SageMakerRuntimeClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  requestHandler: {
    handle: (_request: unknown, { abortSignal }: { abortSignal?: AbortSignal } = {}) =>
      new Promise((_resolve, reject) => {
        const giveUp = () => reject(new Error('aborted'));
        // On a machine that has much to do the budget may be used up before the request is out.
        if (abortSignal?.aborted) giveUp();
        else abortSignal?.addEventListener('abort', giveUp);
      }),
  },
});

it('an endpoint that exceeds its time budget is made up for in process, and told of', async () => {
  const told: unknown[] = [];
  const score = createScorer('endpoint-with-fallback', {
    endpoint: () => createEndpointScorer(silent, { endpointName: 'waf', timeoutMs: 20 }),
    inProcess: () => async () => ({ predictions: [0.9], model: 'job-1', threshold: 0.5 }),
    onFallback: (error) => told.push(error),
    now: Date.now,
  });

  expect(await score({ instances: ['a'] })).toEqual({
    ...{ predictions: [0.9], model: 'job-1', threshold: 0.5 },
    scoredBy: 'in-process',
  });
  expect(told).toEqual([expect.objectContaining({ code: 'endpoint_timeout' })]);
});
