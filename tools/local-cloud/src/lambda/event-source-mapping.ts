import { z } from 'zod';

import { AwsError } from '../context.ts';

const arn = z.string().regex(/^arn:aws[\w-]*:[\w-]+:[\w-]+:\d{12}:.+$/);

const settings = {
  BatchSize: z.int().min(1).max(10_000),
  MaximumBatchingWindowInSeconds: z.int().min(0).max(300),
  FunctionResponseTypes: z.array(z.enum(['ReportBatchItemFailures'])).max(1),
  ScalingConfig: z.object({ MaximumConcurrency: z.int().min(2).max(1_000).optional() }),
  FilterCriteria: z.looseObject({ Filters: z.array(z.unknown()).optional() }),
};

/** CreateEventSourceMapping's request, as far as queues go. */
const createInput = z.looseObject({
  FunctionName: z.string().min(1),
  EventSourceArn: arn,
  Enabled: z.boolean().default(true),
  BatchSize: settings.BatchSize.default(10),
  MaximumBatchingWindowInSeconds: settings.MaximumBatchingWindowInSeconds.default(0),
  FunctionResponseTypes: settings.FunctionResponseTypes.default([]),
  ScalingConfig: settings.ScalingConfig.optional(),
  FilterCriteria: settings.FilterCriteria.optional(),
  Tags: z.record(z.string(), z.string()).default({}),
});

const updateInput = z.looseObject({
  FunctionName: z.string().min(1).optional(),
  Enabled: z.boolean().optional(),
  BatchSize: settings.BatchSize.optional(),
  MaximumBatchingWindowInSeconds: settings.MaximumBatchingWindowInSeconds.optional(),
  FunctionResponseTypes: settings.FunctionResponseTypes.optional(),
  ScalingConfig: settings.ScalingConfig.optional(),
  FilterCriteria: settings.FilterCriteria.optional(),
});

export type MappingRequest = z.output<typeof createInput>;

/** A queue whose messages a function gets. */
export interface EventSourceMapping extends MappingRequest {
  uuid: string;
  arn: string;
  /** With its version or alias. */
  functionArn: string;
  /** Seconds since the epoch. */
  modifiedAt: number;
  lastResult: string;
}

/** @throws {AwsError} `InvalidParameterValueException`, with what was expected. */
export const parseCreation = (input: unknown): MappingRequest => checked(read(createInput, input));

/** What a mapping is to be after a change. @throws {AwsError} as `parseCreation`. */
export const parseChange = (mapping: MappingRequest, input: unknown): MappingRequest => {
  const changes = read(updateInput, input);
  return checked({
    ...mapping,
    ...(Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined),
    ) as Partial<MappingRequest>),
  });
};

const read = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error));
  return parsed.data;
};

const checked = (request: MappingRequest): MappingRequest => {
  if (request.EventSourceArn.split(':')[2] !== 'sqs') {
    throw invalid(`The local cloud maps SQS queues alone, not ${request.EventSourceArn}.`);
  }
  if ((request.FilterCriteria?.Filters ?? []).length > 0) {
    throw invalid('The local cloud does not filter messages: leave FilterCriteria out.');
  }
  if (request.BatchSize > 10 && request.MaximumBatchingWindowInSeconds < 1) {
    throw invalid(
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    );
  }
  return request;
};

export const invalid = (message: string): AwsError =>
  new AwsError('InvalidParameterValueException', message);

/** As GetEventSourceMapping tells it. */
export const describeMapping = (mapping: EventSourceMapping, state?: string): object => ({
  UUID: mapping.uuid,
  EventSourceMappingArn: mapping.arn,
  EventSourceArn: mapping.EventSourceArn,
  FunctionArn: mapping.functionArn,
  BatchSize: mapping.BatchSize,
  MaximumBatchingWindowInSeconds: mapping.MaximumBatchingWindowInSeconds,
  FunctionResponseTypes: mapping.FunctionResponseTypes,
  ...(mapping.ScalingConfig && { ScalingConfig: mapping.ScalingConfig }),
  LastModified: mapping.modifiedAt,
  LastProcessingResult: mapping.lastResult,
  State: state ?? (mapping.Enabled ? 'Enabled' : 'Disabled'),
  StateTransitionReason: 'USER_INITIATED',
});
