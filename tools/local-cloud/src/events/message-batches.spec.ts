import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import { createMessageBatches } from './message-batches.ts';

const queueArn = 'arn:aws:sqs:us-east-1:1:q';
interface Entry {
  Id: string;
  MessageBody: string;
}

/** A moto that remembers batches; `answer` may refuse. */
const recorder = (answer: (entries: Entry[]) => object = () => ({})) => {
  const batches: string[][] = [];
  const call = (_service: string, operation: string, input: object): Promise<object> => {
    if (operation === 'GetQueueUrl') return Promise.resolve({ QueueUrl: 'http://q' });
    const { Entries } = input as { Entries: Entry[] };
    batches.push(Entries.map(({ MessageBody }) => MessageBody));
    return Promise.resolve(answer(Entries));
  };
  return { batches, moto: { call } as unknown as MotoClient };
};

const message = (body: string) => ({ body, attributes: {}, groupId: undefined });

it('sends what comes at the same time in tens, in order', async () => {
  const { batches, moto } = recorder();
  const { send } = createMessageBatches(moto);
  const bodies = Array.from({ length: 25 }, (_, index) => String(index));

  await Promise.all(bodies.map((body) => send(queueArn, message(body))));

  expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
  expect(batches.flat()).toEqual(bodies);
});

it('keeps within what a batch may hold', async () => {
  const { batches, moto } = recorder();
  const { send } = createMessageBatches(moto);
  const large = 'x'.repeat(130_000);

  await Promise.all([large, 'small', large].map((body) => send(queueArn, message(body))));

  expect(batches).toEqual([[large, 'small'], [large]]);
});

it('fails the message that was refused, and no other', async () => {
  const { moto } = recorder(() => ({ Failed: [{ Id: '1', Code: 'Invalid', Message: 'no' }] }));
  const { send } = createMessageBatches(moto);

  const results = await Promise.allSettled(
    ['a', 'b', 'c'].map((one) => send(queueArn, message(one))),
  );

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

it('fails all when there is no queue, and goes on afterwards', async () => {
  let exists = false;
  const { batches, moto } = recorder(() => {
    if (!exists) throw new AwsError('NonExistentQueue', 'none');
    return {};
  });
  const { send } = createMessageBatches(moto);

  await expect(send(queueArn, message('a'))).rejects.toThrow('none');
  exists = true;
  await send(queueArn, message('b'));

  expect(batches.at(-1)).toEqual(['b']);
});
