import { setTimeout as sleep } from 'node:timers/promises';

import { AwsError } from '../context.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { Guard } from '../iam/guard.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import { functionPrincipal } from './function-principal.ts';
import { parseFunctionReference } from './function-reference.ts';
import type { LambdaService } from './lambda-service.ts';
import { reportedFailures, sqsEvent, type QueueMessage } from './sqs-records.ts';

/** Brings a queue's messages to a function until it is stopped. */
export interface QueuePoller {
  /** Takes no more messages; resolves when none is in work. */
  stop(): Promise<void>;
}

export interface QueuePollerOptions {
  moto: MotoClient;
  lambda: LambdaService;
  guard: Pick<Guard, 'perform'>;
  log(message: string): void;
  /** Pauses before what failed comes again; on AWS that is the visibility timeout. @default 1 s, 2 s */
  retryDelaysSeconds?: readonly number[];
}

/** One look at an empty queue, in seconds. A new message ends it at once. */
const WAIT_SECONDS = 5;
/** Batches in work at a time: there are as many processes for functions as this machine can bear. */
const MAX_CONCURRENCY = 2;
const MAX_PER_RECEIVE = 10;
/** After an error of the queue or of the role. */
const PAUSE_MS = 1_000;

export const startQueuePoller = (
  options: QueuePollerOptions,
  mapping: EventSourceMapping,
): QueuePoller => {
  const { moto, lambda, guard, retryDelaysSeconds = [1, 2] } = options;
  const log = (message: string) => options.log(message);
  const { EventSourceArn: queueArn } = mapping;
  const reference = parseFunctionReference(mapping.functionArn);
  const isFifo = queueArn.endsWith('.fifo');
  const inWork = new Set<Promise<void>>();
  const stopping = new AbortController();
  const isStopped = () => stopping.signal.aborted;
  const pause = (ms: number) =>
    sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined);
  let queueUrl: string | undefined;

  const sqs = async (operation: string, input: object): Promise<Record<string, unknown>> => {
    if (queueUrl === undefined) {
      const { QueueUrl } = await moto.call('sqs', 'GetQueueUrl', {
        QueueName: queueArn.split(':').at(-1),
      });
      queueUrl = String(QueueUrl);
    }
    return moto.call('sqs', operation, { QueueUrl: queueUrl, ...input });
  };

  /** Lambda reads and deletes under the function's role. @throws {AwsError} it may not. */
  const perform = async (action: string): Promise<void> => {
    const { configuration } = await lambda.find(reference);
    await guard.perform(functionPrincipal(configuration), { action, resource: queueArn });
  };

  const receive = async (count: number, waitSeconds: number): Promise<QueueMessage[]> => {
    await perform('sqs:ReceiveMessage');
    const { Messages = [] } = (await sqs('ReceiveMessage', {
      MaxNumberOfMessages: Math.min(count, MAX_PER_RECEIVE),
      // moto spins while it waits for a group of a FIFO queue.
      WaitTimeSeconds: isFifo ? 0 : waitSeconds,
      AttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    })) as { Messages?: QueueMessage[] };
    if (isFifo && Messages.length === 0) await pause(200);
    return Messages;
  };

  /** Messages up to the batch's size, or until its window, which begins with the first, is over. */
  const collect = async (): Promise<QueueMessage[]> => {
    const batch = await receive(mapping.BatchSize, WAIT_SECONDS);
    const end = Date.now() + mapping.MaximumBatchingWindowInSeconds * 1_000;
    while (batch.length > 0 && batch.length < mapping.BatchSize && !isStopped()) {
      const secondsLeft = Math.ceil((end - Date.now()) / 1_000);
      if (secondsLeft <= 0) break;
      batch.push(...(await receive(mapping.BatchSize - batch.length, secondsLeft)));
    }
    return batch;
  };

  const inBatches = async (
    operation: string,
    messages: readonly QueueMessage[],
    more: (message: QueueMessage) => object = () => ({}),
  ): Promise<void> => {
    for (let start = 0; start < messages.length; start += MAX_PER_RECEIVE) {
      const Entries = messages.slice(start, start + MAX_PER_RECEIVE).map((message, index) => ({
        Id: String(index),
        ReceiptHandle: message.ReceiptHandle,
        ...more(message),
      }));
      await sqs(operation, { Entries });
    }
  };

  const comeBack = (messages: readonly QueueMessage[], now: boolean): Promise<void> =>
    inBatches('ChangeMessageVisibilityBatch', messages, ({ Attributes }) => {
      const count = Number(Attributes?.['ApproximateReceiveCount'] ?? 1);
      const delay = retryDelaysSeconds[count - 1] ?? retryDelaysSeconds.at(-1) ?? 0;
      return { VisibilityTimeout: now ? 0 : delay };
    });

  /** The function's answer; a throttled call is made again, as Lambda does for a while. */
  const invoke = async (payload: string) => {
    for (;;) {
      try {
        return await lambda.invoke(reference, payload);
      } catch (error) {
        const isThrottled = error instanceof AwsError && error.status === 429;
        if (!isThrottled || isStopped()) throw error;
        await pause(PAUSE_MS / 4);
      }
    }
  };

  const process = async (batch: QueueMessage[]): Promise<void> => {
    const failed = await invoke(JSON.stringify(sqsEvent(batch, queueArn))).then(
      ({ hasFailed, payload }) => {
        if (hasFailed) log(`lambda ${reference.name}: ${batch.length} messages failed: ${payload}`);
        if (hasFailed) return batch;
        return mapping.FunctionResponseTypes.length > 0 ? reportedFailures(batch, payload) : [];
      },
      (error: unknown) => {
        log(`lambda ${reference.name}: ${String(error)}`);
        return batch;
      },
    );
    mapping.lastResult = failed.length > 0 ? 'PROBLEM: Function call failed' : 'OK';
    const managed = batch.filter((message) => !failed.includes(message));
    if (managed.length > 0) {
      await perform('sqs:DeleteMessage');
      await inBatches('DeleteMessageBatch', managed);
    }
    if (failed.length > 0) await comeBack(failed, false);
  };

  const poll = async (): Promise<void> => {
    const batch = await collect();
    if (batch.length === 0) return;
    if (isStopped()) return comeBack(batch, true);
    const work = process(batch)
      .catch(told)
      .finally(() => inWork.delete(work));
    inWork.add(work);
    const most = isFifo ? 1 : MAX_CONCURRENCY;
    while (inWork.size >= most) await Promise.race(inWork);
  };

  const told = (error: unknown): void => {
    if (isStopped()) return;
    const message = error instanceof Error ? error.message : String(error);
    const problem = `PROBLEM: ${message}`;
    // It is tried again every second: once told is enough.
    if (mapping.lastResult !== problem) log(`${queueArn} → ${reference.name}: ${message}`);
    mapping.lastResult = problem;
  };

  const run = async (): Promise<void> => {
    while (!isStopped()) {
      await poll().catch(async (error: unknown) => {
        told(error);
        await pause(PAUSE_MS);
      });
    }
    await Promise.all(inWork);
  };
  const running = run();

  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
};
