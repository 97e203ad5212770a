import * as z from 'zod/mini';

import { createLogger } from './logger.ts';
import { queueHandler, type Delivery } from './queue-handler.ts';

const message = (messageId: string, body: unknown, receiveCount = 1) => ({
  messageId,
  receiptHandle: `receipt-${messageId}`,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: '0' },
});
const setUp = (useCase: (content: { n: number }, delivery: Delivery) => Promise<void>) => {
  const lines: string[] = [];
  const handle = queueHandler(
    z.object({ n: z.number() }),
    useCase,
    createLogger({}, (line) => lines.push(line)),
  );
  return { handle, lines };
};

describe('queueHandler', () => {
  it('hands each message over, with what its delivery is', async () => {
    const seen: unknown[] = [];
    const { handle } = setUp(async (...args) => void seen.push(args));

    const response = await handle({ Records: [message('a', { n: 1 }, 3), message('b', { n: 2 })] });

    expect(response).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual([
      [{ n: 1 }, { messageId: 'a', receiptHandle: 'receipt-a', receiveCount: 3 }],
      [{ n: 2 }, { messageId: 'b', receiptHandle: 'receipt-b', receiveCount: 1 }],
    ]);
  });

  it('names those that failed, and does the others', async () => {
    const done: number[] = [];
    const { handle, lines } = setUp(async ({ n }) => {
      if (n === 2) throw new Error('the reason');
      done.push(n);
    });

    const response = await handle({ Records: [1, 2, 3].map((n) => message(`m${n}`, { n })) });

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'm2' }] });
    expect(done).toEqual([1, 3]);
    expect(lines.join()).toContain('the reason');
  });

  it.each([
    ['no JSON', 'n = 1', 'body: expected JSON, found 5 characters that are not JSON'],
    ['other content', { n: '1' }, 'n: expected a number, found'],
  ])('leaves a message with %s in the queue, and says why', async (_case, body, reason) => {
    const { handle, lines } = setUp(async () => {});

    const response = await handle({ Records: [message('a', body)] });

    expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
    expect(lines.join()).toContain(reason);
  });

  it('fails as a whole for what is no batch', async () => {
    const { handle } = setUp(async () => {});

    await expect(handle({ job: 1 })).rejects.toThrow();
  });
});
