import { waitForLabelsInputSchema } from '@ngwaf/contracts';
import {
  ModelNotFoundError,
  httpHandler,
  httpRoutes,
  taskHandler,
  type Logger,
  type TaskContext,
} from '@ngwaf/lambda-kit';
import { findModel } from '@ngwaf/model-catalogue';
import * as z from 'zod/mini';

import { NoLabelQueueError } from './errors.ts';
import { createLabelQueue, type LabelQueuePorts } from './label-queue.ts';
import { labelSchema } from './label-item.ts';
import { presentCounts, presentItem } from './present.ts';
import { hasQueue, type QueueModel } from './queue-rules.ts';

const workerName = z
  .string('the name of a worker')
  .check(
    z.regex(
      /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,63}$/u,
      'a name of 1 to 64 letters, digits, spaces and . _ @ -, beginning with a letter or digit',
    ),
  );
const inModel = z.object({ model: z.string().check(z.minLength(1), z.maxLength(64)) });
const count = z.int().check(z.minimum(1), z.maximum(1_000));

const newItems = z.union(
  [
    z.strictObject({ records: z.array(z.record(z.string(), z.unknown())) }),
    z.strictObject({ file: z.string().check(z.minLength(1)) }),
    z.strictObject({
      sample: z.strictObject({
        count,
        days: z._default(z.int().check(z.minimum(1), z.maximum(30)), 7),
      }),
    }),
  ],
  'exactly one of {"records": [{…}, …]}, {"file": "<bucket>/<key>"} and {"sample": {"count": 1-1000, "days": 1-30}}',
);

const schemas = {
  ofModel: z.object({ pathParameters: inModel }),
  add: z.object({ pathParameters: inModel, body: newItems }),
  next: z.object({
    pathParameters: inModel,
    queryStringParameters: z.object({ worker: workerName }),
  }),
  label: z.object({
    pathParameters: z.extend(inModel, { item_id: z.string().check(z.minLength(1)) }),
    body: z.strictObject({
      worker: workerName,
      label: labelSchema,
    }),
  }),
  undo: z.object({ pathParameters: inModel, body: z.strictObject({ worker: workerName }) }),
};

/** @throws {ModelNotFoundError} @throws {NoLabelQueueError} */
const queueModel = (name: string): QueueModel => {
  const entry = findModel(name);
  if (!entry) throw new ModelNotFoundError(name);
  if (!hasQueue(entry)) {
    throw new NoLabelQueueError(
      `Model ${name} has no label queue: its entry in the catalogue has no labelQueue`,
    );
  }
  return entry;
};

export const createHandler = (ports: LabelQueuePorts, logger?: Logger) => {
  const options = logger ? { logger } : {};
  const queue = createLabelQueue(ports);
  type Served = Awaited<ReturnType<typeof queue.undo | typeof queue.next>>;
  const presentServed = (model: QueueModel, worker: string, { item, counts }: Served) => ({
    item: item ? presentItem(model, item, worker) : null,
    progress: presentCounts(counts),
  });
  const routes = httpRoutes({
    'GET /models/{model}/labelling': httpHandler(
      schemas.ofModel,
      ({ pathParameters }) => queue.progress(queueModel(pathParameters.model)),
      options,
    ),
    'POST /models/{model}/labelling/items': httpHandler(
      schemas.add,
      ({ pathParameters, body }) => queue.add(queueModel(pathParameters.model), body),
      options,
    ),
    'GET /models/{model}/labelling/next': httpHandler(
      schemas.next,
      async ({ pathParameters, queryStringParameters: { worker } }) => {
        const model = queueModel(pathParameters.model);
        return presentServed(model, worker, await queue.next(model, worker));
      },
      options,
    ),
    'POST /models/{model}/labelling/items/{item_id}/labels': httpHandler(
      schemas.label,
      ({ pathParameters, body }) =>
        queue.label(queueModel(pathParameters.model), pathParameters.item_id, body),
      options,
    ),
    'POST /models/{model}/labelling/undo': httpHandler(
      schemas.undo,
      async ({ pathParameters, body: { worker } }) => {
        const model = queueModel(pathParameters.model);
        return presentServed(model, worker, await queue.undo(model, worker));
      },
      options,
    ),
    'POST /models/{model}/labelling/manifest': httpHandler(
      schemas.ofModel,
      ({ pathParameters }) => queue.exportManifest(queueModel(pathParameters.model)),
      options,
    ),
  });
  const task = taskHandler(
    waitForLabelsInputSchema,
    (input) => queue.wait(queueModel(input.model), input),
    logger,
  );

  /** Both edges: requests of the API, and the state that waits for labels. */
  return (event: unknown, context: TaskContext): Promise<unknown> =>
    isRequest(event) ? routes(event) : task(event, context);
};

const isRequest = (event: unknown): boolean =>
  typeof event === 'object' && event !== null && 'httpMethod' in event;
