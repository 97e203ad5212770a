import { randomUUID } from 'node:crypto';

import { AwsError, type ServiceResponse } from '../context.ts';
import { matchesPattern } from './event-pattern.ts';
import type { Rules } from './rules.ts';
import { shapeInput } from './target-input.ts';
import type { Targets } from './targets.ts';

/** An event as rules see it. */
export interface CloudEvent extends Record<string, unknown> {
  source: string;
  'detail-type': string;
  detail: Record<string, unknown>;
}

/** Brings events to the targets of the rules that match them. */
export interface EventBus {
  /** Completes the event and delivers it; resolves when every target has been tried. */
  emit(event: CloudEvent, busName?: string): Promise<void>;
  /** Answers PutEvents; deliveries go on afterwards. */
  putEvents(input: Record<string, unknown>): Promise<ServiceResponse>;
}

interface PutEventsEntry {
  Source?: string;
  DetailType?: string;
  Detail?: string;
  EventBusName?: string;
  Resources?: string[];
  Time?: number;
}

export interface EventBusOptions {
  rules: Rules;
  targets: Targets;
  region: string;
  accountId: string;
  log(message: string): void;
}

const maxEntries = 10;
const MAX_BYTES = 262_144;

export const createEventBus = (options: EventBusOptions): EventBus => {
  const emit: EventBus['emit'] = async (event, busName = 'default') => {
    const complete: Record<string, unknown> = {
      version: '0',
      id: randomUUID(),
      account: options.accountId,
      time: `${new Date().toISOString().slice(0, 19)}Z`,
      region: options.region,
      resources: [],
      ...event,
    };
    const rules = await options.rules.all();
    const matching = rules.filter(
      (rule) =>
        rule.isEnabled &&
        rule.busName === busName &&
        rule.pattern !== undefined &&
        matchesPattern(rule.pattern, complete),
    );
    await Promise.all(
      matching.flatMap((rule) =>
        rule.targets.map((target) =>
          options.targets.deliver(target, shapeInput(complete, target), rule.arn),
        ),
      ),
    );
  };

  const putEntry = (entry: PutEventsEntry, buses: ReadonlySet<string>): Record<string, string> => {
    const busName = entry.EventBusName?.split('/').at(-1) ?? 'default';
    const fault = faultOf(entry) ?? (buses.has(busName) ? undefined : noBus(busName));
    if (fault) return fault;
    const id = randomUUID();
    const event: CloudEvent = {
      id,
      source: entry.Source!,
      'detail-type': entry.DetailType!,
      detail: JSON.parse(entry.Detail!) as Record<string, unknown>,
      ...(entry.Resources && { resources: entry.Resources }),
      ...(entry.Time && { time: `${new Date(entry.Time * 1_000).toISOString().slice(0, 19)}Z` }),
    };
    emit(event, busName).catch((error: unknown) => options.log(`event ${id}: ${String(error)}`));
    return { EventId: id };
  };

  return {
    emit,
    async putEvents(input) {
      const entries = (input['Entries'] ?? []) as PutEventsEntry[];
      if (entries.length === 0 || entries.length > maxEntries) {
        throw new AwsError(
          'ValidationException',
          `Entries must hold 1 to ${maxEntries} events, found ${entries.length}`,
        );
      }
      const size = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
      if (size > MAX_BYTES) {
        throw new AwsError(
          'ValidationException',
          `Total size of the entries in the request is over the limit: ${size} of ${MAX_BYTES} bytes.`,
        );
      }
      const buses = await options.rules.buses();
      const results = entries.map((entry) => putEntry(entry, buses));
      const FailedEntryCount = results.filter((result) => 'ErrorCode' in result).length;
      return { status: 200, body: { FailedEntryCount, Entries: results } };
    },
  };
};

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
const sizeOf = ({
  Source = '',
  DetailType = '',
  Detail = '',
  Resources = [],
  Time,
}: PutEventsEntry) =>
  [Source, DetailType, Detail, ...Resources].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    Time === undefined ? 0 : 14,
  );

const noBus = (name: string) => ({
  ErrorCode: 'ResourceNotFoundException',
  ErrorMessage: `Event bus ${name} does not exist.`,
});

const faultOf = ({ Source, DetailType, Detail }: PutEventsEntry) => {
  const missing = Object.entries({ Source, DetailType, Detail }).find(([, value]) => !value)?.[0];
  if (missing) {
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    };
  }
  try {
    const detail: unknown = JSON.parse(Detail!);
    if (typeof detail === 'object' && detail !== null && !Array.isArray(detail)) return undefined;
  } catch {
    // Said below.
  }
  return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
};
