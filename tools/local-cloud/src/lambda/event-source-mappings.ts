import { randomUUID } from 'node:crypto';

import { AwsError, type ServiceResponse } from '../context.ts';
import type { AwsRequest } from '../gateway/aws-request.ts';
import type { Handler } from '../gateway/gateway.ts';
import type { MotoClient } from '../gateway/moto-client.ts';
import type { Guard } from '../iam/guard.ts';
import { arnOf, type Place } from '../iam/permissions/permission.ts';
import {
  describeMapping,
  invalid,
  parseChange,
  parseCreation,
  type EventSourceMapping,
  type MappingRequest,
} from './event-source-mapping.ts';
import { functionPrincipal } from './function-principal.ts';
import { parseFunctionReference } from './function-reference.ts';
import type { LambdaService } from './lambda-service.ts';
import { startQueuePoller, type QueuePoller } from './queue-poller.ts';

/** Event source mappings: which functions get the messages of which queues. */
export interface EventSourceMappings {
  handler: Handler;
  close(): Promise<void>;
}

export interface EventSourceMappingsOptions {
  moto: MotoClient;
  lambda: LambdaService;
  guard: Pick<Guard, 'perform'>;
  place: Place;
  log(message: string): void;
}

const mappingsPath = /^\/2015-03-31\/event-source-mappings(?:\/([^/]*))?$/;
const tagsPath = /^\/2017-03-31\/tags\/(arn:[^/]+:event-source-mapping:([\w-]+))$/;

/** What a function's role needs for a queue, asked for when it is mapped. */
const NEEDED = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

export const createEventSourceMappings = (
  options: EventSourceMappingsOptions,
): EventSourceMappings => {
  const { moto, lambda, guard, place } = options;
  const byId = new Map<string, EventSourceMapping>();
  const pollers = new Map<string, QueuePoller>();

  const get = (uuid: string): EventSourceMapping => {
    const mapping = byId.get(uuid);
    if (mapping) return mapping;
    throw new AwsError(
      'ResourceNotFoundException',
      'The resource you requested does not exist.',
      404,
    );
  };

  const start = (mapping: EventSourceMapping): void => {
    if (mapping.Enabled) pollers.set(mapping.uuid, startQueuePoller(options, mapping));
  };

  const stop = (uuid: string): void => {
    // What is in work is finished; nobody waits for it.
    void pollers.get(uuid)?.stop();
    pollers.delete(uuid);
  };

  /** The function's ARN with its qualifier. @throws {AwsError} what AWS would refuse, too. */
  const check = async (request: MappingRequest): Promise<string> => {
    const reference = parseFunctionReference(request.FunctionName);
    const { configuration } = await lambda.find(reference);
    const principal = functionPrincipal(configuration);
    for (const name of NEEDED) {
      const permission = { action: `sqs:${name}`, resource: request.EventSourceArn };
      await guard.perform(principal, permission).catch((error: AwsError) => {
        throw invalid(
          `The function execution role does not have permissions to call ${name} on SQS: ${error.message}`,
        );
      });
    }
    const visibility = await visibilityOf(request.EventSourceArn);
    if (visibility < configuration.Timeout) {
      throw invalid(
        `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${configuration.Timeout} seconds`,
      );
    }
    const qualified = reference.qualifier ? `:${reference.qualifier}` : '';
    return arnOf(place, 'lambda', `function:${reference.name}${qualified}`);
  };

  const visibilityOf = async (queueArn: string): Promise<number> => {
    const QueueName = queueArn.split(':').at(-1);
    const { QueueUrl } = await moto.call('sqs', 'GetQueueUrl', { QueueName }).catch(() => {
      throw invalid(
        `Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist: ${queueArn}`,
      );
    });
    const { Attributes } = (await moto.call('sqs', 'GetQueueAttributes', {
      QueueUrl,
      AttributeNames: ['VisibilityTimeout'],
    })) as { Attributes?: Record<string, string> };
    return Number(Attributes?.['VisibilityTimeout']);
  };

  const create = async (request: AwsRequest): Promise<ServiceResponse> => {
    const input = parseCreation(await request.json());
    const functionArn = await check(input);
    const twin = [...byId.values()].find(
      (one) => one.functionArn === functionArn && one.EventSourceArn === input.EventSourceArn,
    );
    if (twin) {
      throw new AwsError(
        'ResourceConflictException',
        `An event source mapping with SQS arn (" ${input.EventSourceArn} ") and function (" ${input.FunctionName} ") already exists. Please update or delete the existing mapping with UUID ${twin.uuid}`,
        409,
      );
    }
    const uuid = randomUUID();
    const mapping: EventSourceMapping = {
      ...input,
      uuid,
      arn: arnOf(place, 'lambda', `event-source-mapping:${uuid}`),
      functionArn,
      modifiedAt: now(),
      lastResult: 'No records processed',
    };
    byId.set(uuid, mapping);
    start(mapping);
    return { status: 202, body: describeMapping(mapping) };
  };

  const update = async (uuid: string, request: AwsRequest): Promise<ServiceResponse> => {
    const changed = parseChange(get(uuid), await request.json());
    const functionArn = await check(changed);
    const mapping = { ...get(uuid), ...changed, functionArn, modifiedAt: now() };
    stop(uuid);
    byId.set(uuid, mapping);
    start(mapping);
    return { status: 202, body: describeMapping(mapping) };
  };

  const remove = (uuid: string): ServiceResponse => {
    const mapping = get(uuid);
    stop(uuid);
    byId.delete(uuid);
    return { status: 202, body: describeMapping(mapping, 'Deleting') };
  };

  const list = ({ url }: AwsRequest): ServiceResponse => {
    const queueArn = url.searchParams.get('EventSourceArn');
    const functionName = url.searchParams.get('FunctionName');
    const named = functionName === null ? undefined : parseFunctionReference(functionName);
    const found = [...byId.values()].filter((mapping) => {
      const { name, qualifier } = parseFunctionReference(mapping.functionArn);
      const isNamed = !named || (named.name === name && named.qualifier === qualifier);
      return isNamed && (queueArn === null || queueArn === mapping.EventSourceArn);
    });
    return { status: 200, body: { EventSourceMappings: found.map((one) => describeMapping(one)) } };
  };

  const tag = async (uuid: string, request: AwsRequest): Promise<ServiceResponse> => {
    const mapping = get(uuid);
    if (request.method === 'POST') {
      const { Tags } = (await request.json()) as { Tags?: Record<string, string> };
      mapping.Tags = { ...mapping.Tags, ...Tags };
    } else if (request.method === 'DELETE') {
      const removed = request.url.searchParams.getAll('tagKeys');
      mapping.Tags = Object.fromEntries(
        Object.entries(mapping.Tags).filter(([key]) => !removed.includes(key)),
      );
    } else return { status: 200, body: { Tags: mapping.Tags } };
    return { status: 204, body: '' };
  };

  const answer = async (uuid: string, request: AwsRequest): Promise<ServiceResponse> => {
    if (uuid === '') return request.method === 'POST' ? create(request) : list(request);
    if (request.method === 'PUT') return update(uuid, request);
    if (request.method === 'DELETE') return remove(uuid);
    return { status: 200, body: describeMapping(get(uuid)) };
  };

  return {
    handler(request) {
      const path = decodeURIComponent(request.url.pathname);
      const tagged = tagsPath.exec(path)?.[2];
      if (tagged !== undefined) return tag(tagged, request);
      const match = mappingsPath.exec(path);
      return match ? answer(match[1] ?? '', request) : undefined;
    },
    async close() {
      await Promise.all([...pollers.values()].map((poller) => poller.stop()));
    },
  };
};

/** Lambda counts seconds since the epoch. */
const now = (): number => Date.now() / 1_000;
