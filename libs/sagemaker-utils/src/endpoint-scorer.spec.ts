import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import { Uint8ArrayBlobAdapter } from '@smithy/core/serde';
import { mockClient } from 'aws-sdk-client-mock';

import { createEndpointScorer } from './endpoint-scorer.ts';

const runtime = mockClient(SageMakerRuntimeClient);
const client = new SageMakerRuntimeClient({ region: 'us-east-1' });
const score = createEndpointScorer(client, { endpointName: 'waf', timeoutMs: 50 });
const answer = (body: unknown) => ({
  Body: Uint8ArrayBlobAdapter.fromString(typeof body === 'string' ? body : JSON.stringify(body)),
});
const named = (name: string, message = 'no', more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });

beforeEach(() => runtime.reset());

describe('createEndpointScorer', () => {
  it('sends instances and gives back predictions', async () => {
    const given = { predictions: [0.1, 0.9], model: 'base-1a2b3c4d', threshold: 0.5 };
    runtime.on(InvokeEndpointCommand).resolves(answer(given));

    const result = await score({ instances: ['a', "' or 1=1"] });

    expect(result).toEqual(given);
    expect(runtime.commandCalls(InvokeEndpointCommand)[0]?.args[0].input).toEqual({
      EndpointName: 'waf',
      ContentType: 'application/json',
      Accept: 'application/json',
      Body: '{"instances":["a","\' or 1=1"]}',
    });
  });

  it.each([
    ['no JSON', 'nonsense'],
    ['another form', { scores: [0.1] }],
    ['a score above 1', { predictions: [1.1], model: 'm', threshold: 0.5 }],
    ['too few predictions', { predictions: [], model: 'm', threshold: 0.5 }],
  ])('says that the model failed when it answers %s', async (_case, body) => {
    runtime.on(InvokeEndpointCommand).resolves(answer(body));

    await expect(score({ instances: ['a'] })).rejects.toMatchObject({ code: 'model_failed' });
  });

  it.each([
    ['ModelError', named('ModelError'), 'model_failed'],
    ['no endpoint', named('ValidationError', 'Endpoint waf not found.'), 'endpoint_unavailable'],
    ['a cold model', named('ModelNotReadyException'), 'endpoint_unavailable'],
    ['no connection', named('Error', 'no', { code: 'ECONNREFUSED' }), 'endpoint_unavailable'],
    ['too many requests', named('ThrottlingException'), 'endpoint_throttled'],
    ['a slow socket', named('TimeoutError'), 'endpoint_timeout'],
  ])('says in our words: %s', async (_case, error, code) => {
    runtime.on(InvokeEndpointCommand).rejects(error);

    await expect(score({ instances: ['a'] })).rejects.toMatchObject({
      code,
      cause: error,
      retryAfterSeconds: expect.any(Number) as number,
    });
  });

  it('passes on what is a fault of ours', async () => {
    const denied = named('AccessDeniedException');
    runtime.on(InvokeEndpointCommand).rejects(denied);

    await expect(score({ instances: ['a'] })).rejects.toBe(denied);
  });

  it('waits no longer than it may', async () => {
    const slow = new SageMakerRuntimeClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      requestHandler: {
        handle: (_request: unknown, { abortSignal }: { abortSignal?: AbortSignal } = {}) =>
          new Promise((_resolve, reject) => {
            const giveUp = () => reject(named('AbortError'));
            // On a machine that has much to do the time may be up before the request is out.
            if (abortSignal?.aborted) giveUp();
            else abortSignal?.addEventListener('abort', giveUp);
          }),
      },
    });
    runtime.restore();
    const impatient = createEndpointScorer(slow, { endpointName: 'waf', timeoutMs: 20 });

    await expect(impatient({ instances: ['a'] })).rejects.toMatchObject({
      code: 'endpoint_timeout',
    });
  });
});
