import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { AwsError, type CloudContext } from '../../context.ts';
import { createCredentials } from '../../iam/principals.ts';
import { createProcesses } from '../../processes.ts';
import { freePort } from '../endpoints/free-port.ts';
import type { Limits } from '../host.ts';
import { createSageMaker, type SageMakerService } from '../index.ts';

/** SageMaker behind the least of gateways, with moto for S3 and the rest, on free ports. */
export interface TestCloud {
  context: CloudContext;
  sageMaker: SageMakerService;
  /** Configuration of SDK clients. */
  client: {
    region: string;
    endpoint: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  close(): Promise<void>;
}

const repository = join(import.meta.dirname, '..', '..', '..', '..', '..');

/** The virtual environment's Python, or that of `NGWAF_TEST_PYTHON`. */
const pythonPath = (): string => {
  const python = process.env['NGWAF_TEST_PYTHON'] ?? join(repository, '.local/venv/bin/python');
  if (!existsSync(python)) throw new Error(`Expected a Python with moto and numpy at ${python}`);
  return python;
};

export const startTestCloud = async (limits: Partial<Limits> = {}): Promise<TestCloud> => {
  const folder = await mkdtemp(join(tmpdir(), 'ngwaf-sagemaker-'));
  const processes = createProcesses(randomUUID());
  const python = pythonPath();

  const motoPort = await freePort();
  processes.start(python, ['-m', 'moto.server', '-p', String(motoPort)], {
    logFile: join(folder, 'moto.log'),
  });

  const gateway = createServer();
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const endpointUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;

  const context: CloudContext = {
    region: 'us-east-1',
    accountId: '123456789012',
    endpointUrl,
    stateDir: join(folder, 'state'),
    logDir: join(folder, 'logs'),
    python,
    processes,
    awsEnvironment: {
      AWS_ENDPOINT_URL: endpointUrl,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
    },
    credentials: createCredentials(),
    log: () => undefined,
  };
  const service = createSageMaker(context, limits);
  gateway.on('request', (req, res) => void route(service, motoPort, req, res));
  await waitFor(async () => (await fetch(`http://127.0.0.1:${motoPort}/moto-api/`)).ok);

  return {
    context,
    sageMaker: service,
    client: {
      region: context.region,
      endpoint: endpointUrl,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    },
    async close() {
      await service.close();
      await processes.close();
      gateway.closeAllConnections();
      await new Promise((resolve) => gateway.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Asks every 20 ms until it is true; errors count as not yet. */
export const waitFor = async (
  condition: () => Promise<boolean>,
  timeoutMs = 20_000,
): Promise<void> => {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`Not so within ${timeoutMs} ms`);
    await delay(20);
  }
};

const route = async (
  sageMaker: SageMakerService,
  motoPort: number,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> => {
  const invoked = /^\/endpoints\/([^/]+)\/invocations$/.exec(req.url ?? '')?.[1];
  if (invoked !== undefined) return sageMaker.invokeEndpoint(invoked, req, res);
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const action = /^SageMaker\.(\w+)$/.exec(String(req.headers['x-amz-target']))?.[1];
  if (action === undefined) return passOn(motoPort, req, body, res);
  try {
    const input = JSON.parse(body.toString() || '{}') as Record<string, unknown>;
    const answer = await sageMaker.handle(action, input);
    if (!answer) return passOn(motoPort, req, body, res);
    res.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' });
    res.end(JSON.stringify(answer.body));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    res.writeHead(error.status, { 'content-type': 'application/x-amz-json-1.1' });
    res.end(JSON.stringify({ __type: error.code, message: error.message }));
  }
};

const passOn = (port: number, req: IncomingMessage, body: Buffer, res: ServerResponse): void => {
  const { method = 'GET', url = '/', headers } = req;
  const upstream = request({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  upstream.once('error', () => res.writeHead(502).end());
  upstream.end(body);
};
