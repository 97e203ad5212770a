import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ContainerResponse } from '@ngwaf/contracts';
import { ROOT } from '@ngwaf/tool-local-stack';
import { median } from './statistics.ts';

const WARM_UP = 200;
const RUNS = 1_000;

const ANSWER: ContainerResponse = { predictions: [0.5], model: 'base', threshold: 0.5 };

/** A SageMaker runtime that answers at once, so that what is left is the function's own time. */
const startInstantEndpoint = async () => {
  const body = JSON.stringify(ANSWER);
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
};

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

/** The handler logs a line a request; writing it is part of its time, showing it is not wanted. */
const silently = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  try {
    return await run();
  } finally {
    process.stdout.write = write;
  }
};

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let index = 0; index < WARM_UP + RUNS; index += 1) {
    const start = performance.now();
    await run();
    if (index >= WARM_UP) times.push(performance.now() - start);
  }
  return median(times);
};

export interface ServingFigures {
  /** Median of the whole handler, the call of an endpoint that answers at once included. */
  handlerMs: number;
  /** Median of that call alone, as a bare HTTP request. */
  endpointMs: number;
}

/** The time that `sm-serving` itself takes for one request, in process. */
export const measureServing = async (): Promise<ServingFigures> => {
  const endpoint = await startInstantEndpoint();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    ENDPOINT_NAME: 'bench',
    ENDPOINT_TIMEOUT_MS: '5000',
    LOG_LEVEL: 'ERROR',
  });
  const require = createRequire(import.meta.url);
  const { handler } = require(join(ROOT, 'apps', 'sm-serving', 'dist', 'main.cjs')) as {
    handler: (event: unknown, context: unknown) => Promise<{ statusCode: number }>;
  };
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
