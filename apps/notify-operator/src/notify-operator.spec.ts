import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';

import { createLogger, type Delivery } from '@ngwaf/lambda-kit';
import { aPrediction, aQueueEvent, exampleEvents } from '@ngwaf/testing';

import { createHandler, retryDelaySeconds, type HandlerPorts } from './handler.ts';
import { post } from './post.ts';
import { signedHeaders } from './signature.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OLD_SECRET = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const now = new Date('2026-03-01T12:00:05.900Z');
const prediction = aPrediction({ route: 'operator' });

interface Received {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server;
let received: Received[];
/** What the receiver answers; a number of milliseconds is how long it stays silent. */
let answer: { status: number; location?: string } | { silentMs: number };
const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/predictions`;

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({
        ...{ path: request.url, headers: request.headers },
        body: Buffer.concat(parts).toString(),
      });
      if ('silentMs' in answer) setTimeout(() => response.end(), answer.silentMs);
      else {
        if (answer.location !== undefined) response.setHeader('location', answer.location);
        response.writeHead(answer.status).end('taken');
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  received = [];
  answer = { status: 200 };
});

const setUp = (fields: Partial<HandlerPorts> = {}) => {
  const delays: [Delivery, number][] = [];
  const lines: string[] = [];
  let forgotten = 0;
  const handle = createHandler(
    {
      webhook: async () => ({ url: address(), secrets: [SECRET] }),
      forgetWebhook: () => void (forgotten += 1),
      post: (url, headers, body) => post(url, headers, body, 200),
      delay: async (...args) => void delays.push(args),
      now: () => now,
      ...fields,
    },
    createLogger({}, (line) => lines.push(line)),
    () => 0,
  );
  const event = aQueueEvent({ 'detail-type': 'Prediction', detail: prediction });
  return { send: () => handle(event), handle, delays, lines, forgotten: () => forgotten };
};

describe('notify-operator', () => {
  it('sends a prediction that the receiver can check', async () => {
    const { send, delays } = setUp();

    expect(await send()).toEqual({ batchItemFailures: [] });

    const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = received;
    expect(received).toHaveLength(1);
    expect(path).toBe('/predictions');
    expect(JSON.parse(body)).toEqual({
      ...{ type: 'prediction.created', timestamp: prediction.at },
      data: prediction,
    });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'webhook-id': prediction.prediction_id,
      'webhook-timestamp': '1772366405',
    });
    const signed = `${prediction.prediction_id}.1772366405.${body}`;
    const expected = createHmac('sha256', Buffer.alloc(32, 7)).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(delays).toEqual([]);
  });

  it('signs with both secrets while one replaces the other', async () => {
    const { send } = setUp({
      webhook: async () => ({ url: address(), secrets: [SECRET, OLD_SECRET] }),
    });

    await send();

    const signatures = String(received[0]?.headers['webhook-signature']).split(' ');
    expect(signatures).toHaveLength(2);
    expect(new Set(signatures).size).toBe(2);
  });

  it('sends nothing where no webhook is set, and is done with the message', async () => {
    const { send } = setUp({ webhook: async () => undefined });

    expect(await send()).toEqual({ batchItemFailures: [] });
    expect(received).toEqual([]);
  });

  it.each([
    ['an error', { status: 500 }],
    ['a refusal', { status: 400 }],
    ['a redirect', { status: 302, location: '/elsewhere' }],
    ['a redirect that keeps the method', { status: 307, location: '/elsewhere' }],
    ['silence', { silentMs: 2_000 }],
  ])('keeps the message after %s, follows nothing, and waits', async (_case, what) => {
    answer = what;
    const { send, delays, forgotten } = setUp();

    const { batchItemFailures } = await send();

    expect(batchItemFailures).toHaveLength(1);
    expect(received.map(({ path }) => path)).toEqual(['/predictions']);
    expect(delays).toEqual([[expect.objectContaining({ receiveCount: 1 }), 1]]);
    expect(forgotten()).toBe(1);
  });

  it('keeps the message where nobody listens', async () => {
    const { send } = setUp({
      webhook: async () => ({ url: 'http://127.0.0.1:1/', secrets: [SECRET] }),
    });

    expect((await send()).batchItemFailures).toHaveLength(1);
  });

  it('logs neither secrets nor users', async () => {
    answer = { status: 500 };
    const { send, lines } = setUp();

    await send();

    expect(lines.join()).not.toMatch(/whsec_|user-1|Germany/);
  });
});

describe('retry delay', () => {
  it.each([
    [1, 1, 2],
    [2, 2, 4],
    [5, 16, 32],
    [12, 1800, 3600],
    [1000, 1800, 3600],
  ])('after delivery %p is %p to %p seconds', (count, least, most) => {
    expect(retryDelaySeconds(count, () => 0)).toBe(least);
    expect(retryDelaySeconds(count, () => 1)).toBe(most);
  });
});

describe('signature', () => {
  it('is that of the example of Standard Webhooks', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const body = '{"test": 2432232314}';

    const headers = signedHeaders([secret], 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, body);

    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });
});

describe('example events', () => {
  it.each(exampleEvents(join(import.meta.dirname, '../events')))('%s', async (name, event) => {
    const { batchItemFailures } = await setUp().handle(event);

    expect(batchItemFailures).toHaveLength(name.startsWith('bad-') ? 1 : 0);
  });
});
