import type { ContainerResponse } from '@ngwaf/contracts';
import { loadFunction, silently, startInstantServices, timed } from './function-time.ts';

const ANSWER: ContainerResponse = { predictions: [0.5], model: 'base', threshold: 0.5 };

const apiEvent = (body: unknown) => ({
  httpMethod: 'POST',
  path: '/prediction',
  resource: '/prediction',
  headers: { 'Content-Type': 'application/json' },
  multiValueHeaders: {},
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: null,
  stageVariables: null,
  isBase64Encoded: false,
  requestContext: { requestId: 'bench' },
  body: JSON.stringify(body),
});

export interface ServingFigures {
  /** Median of the whole handler, the call of an endpoint that answers at once included. */
  handlerMs: number;
  /** Median of that call alone, as a bare HTTP request. */
  endpointMs: number;
}

/** The time that `sm-serving` itself takes for one request, in process. */
export const measureServing = async (): Promise<ServingFigures> => {
  const endpoint = await startInstantServices(() => JSON.stringify(ANSWER));
  const handler = loadFunction('sm-serving', endpoint.url, {
    ENDPOINT_NAME: 'bench',
    ENDPOINT_TIMEOUT_MS: '5000',
    WAF_BUCKET: 'bench',
    MODEL_REFRESH_SECONDS: '30',
  });
  const event = apiEvent({ payload: '/search?q=shoes&page=2' });
  const handlerMs = await silently(() =>
    timed(async () => {
      const { statusCode } = await handler(event, { awsRequestId: 'bench' });
      if (statusCode !== 200) throw new Error(`sm-serving answered ${statusCode}`);
    }),
  );
  const endpointMs = await timed(async () => {
    const body = JSON.stringify({ instances: ['/search?q=shoes&page=2'] });
    await (await fetch(endpoint.url, { method: 'POST', body })).json();
  });
  endpoint.close();
  return { handlerMs, endpointMs };
};
