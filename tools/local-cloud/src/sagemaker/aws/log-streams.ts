import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';

import type { Principal } from '../../iam/principals.ts';
import { clientConfig, type AwsAccess } from './client-config.ts';

/** Where a process's lines go in CloudWatch Logs. */
export interface LogTarget {
  group: string;
  stream: string;
}

/** One line and when it was read, in milliseconds since the epoch. */
export interface LogEvent {
  timestamp: number;
  message: string;
}

/** PutLogEvents takes 1 MB and 10,000 events; each event counts 26 bytes more than its text. */
const MAX_BATCH_BYTES = 1_000_000;
const MAX_BATCH_EVENTS = 10_000;
const MAX_MESSAGE_CHARACTERS = 60_000;

/** Writes lines to the local cloud's CloudWatch Logs, as the service does under a role. */
export class LogStreams {
  private readonly client: CloudWatchLogsClient;
  private readonly created = new Set<string>();

  constructor(access: AwsAccess, principal: Principal) {
    this.client = new CloudWatchLogsClient({
      ...clientConfig(access, principal),
      maxAttempts: 2,
    });
  }

  async put(target: LogTarget, events: LogEvent[]): Promise<void> {
    await this.create(target);
    for (const batch of batches(events)) {
      await this.client.send(
        new PutLogEventsCommand({
          logGroupName: target.group,
          logStreamName: target.stream,
          logEvents: batch,
        }),
      );
    }
  }

  close(): void {
    this.client.destroy();
  }

  private async create({ group, stream }: LogTarget): Promise<void> {
    const id = `${group}:${stream}`;
    if (this.created.has(id)) return;
    await ignoreExisting(this.client.send(new CreateLogGroupCommand({ logGroupName: group })));
    await ignoreExisting(
      this.client.send(new CreateLogStreamCommand({ logGroupName: group, logStreamName: stream })),
    );
    this.created.add(id);
  }
}

const ignoreExisting = async (request: Promise<unknown>): Promise<void> => {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  }
};

/** Events in as few requests as the service's limits allow; empty lines are refused, so left out. */
export const batches = (events: LogEvent[]): LogEvent[][] => {
  const result: LogEvent[][] = [];
  let bytes = Infinity;
  for (const event of events) {
    const message = event.message.slice(0, MAX_MESSAGE_CHARACTERS);
    if (message === '') continue;
    const size = Buffer.byteLength(message) + 26;
    const last = result.at(-1);
    if (!last || bytes + size > MAX_BATCH_BYTES || last.length === MAX_BATCH_EVENTS) {
      result.push([{ ...event, message }]);
      bytes = size;
    } else {
      last.push({ ...event, message });
      bytes += size;
    }
  }
  return result;
};
