import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '@ngwaf/tool-local-stack';
import { median } from './statistics.ts';

const WARM_UP = 200;
const RUNS = 1_000;

/** A function of Lambda, by what it answers. */
export type Handler = (event: unknown, context: unknown) => Promise<{ statusCode: number }>;

/**
 * Services of AWS that answer at once, so that what is left is the function's own time.
 *
 * @param answer to a request's body.
 */
export const startInstantServices = async (answer: (body: string) => string) => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const body = answer(Buffer.concat(chunks).toString());
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
};

/** A function's bundle, with its environment and all of AWS at `url`. */
export const loadFunction = (
  name: string,
  url: string,
  environment: Record<string, string>,
): Handler => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    LOG_LEVEL: 'ERROR',
    ...environment,
  });
  const require = createRequire(import.meta.url);
  const bundle = join(ROOT, 'apps', name, 'dist', 'main.cjs');
  return (require(bundle) as { handler: Handler }).handler;
};

/** The handler logs a line a request; writing it is part of its time, showing it is not wanted. */
export const silently = async <Result>(run: () => Promise<Result>): Promise<Result> => {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  try {
    return await run();
  } finally {
    process.stdout.write = write;
  }
};

/** Median of many runs, the first of which do not count; milliseconds. */
export const timed = async (run: () => Promise<unknown>, runs = RUNS): Promise<number> => {
  const times: number[] = [];
  for (let index = 0; index < WARM_UP + runs; index += 1) {
    const start = performance.now();
    await run();
    if (index >= WARM_UP) times.push(performance.now() - start);
  }
  return median(times);
};
