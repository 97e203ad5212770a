import * as z from 'zod/mini';
import type { ApiCall } from './api-call.ts';
import { ApiError } from './api-error.ts';

const countsSchema = z.object({
  items: z.number(),
  labelled: z.number(),
  undecided: z.number(),
  open: z.number(),
});
export type LabellingCounts = z.infer<typeof countsSchema>;

const itemSchema = z.object({
  item_id: z.string(),
  question: z.string(),
  record: z.record(z.string(), z.nullable(z.union([z.string(), z.number()]))),
});
export type ServedItem = z.infer<typeof itemSchema>;

const servedSchema = z.object({ item: z.nullable(itemSchema), progress: countsSchema });
export type Served = z.infer<typeof servedSchema>;

/** What a worker says: yes, no, or that the record does not tell. */
export type WorkerLabel = 1 | 0 | null;

/** A model that people are asked about. */
export interface Queue {
  model: string;
  open: number;
}

/** The label queues, as one key may use them. Every call throws an `ApiError`. */
export interface LabellingApi {
  /** Every model with a queue, with what is left to label in it. */
  queues(): Promise<Queue[]>;
  next(model: string, worker: string): Promise<Served>;
  label(model: string, itemId: string, worker: string, label: WorkerLabel): Promise<void>;
  /** Takes the worker's last label back and serves its item again. */
  undo(model: string, worker: string): Promise<Served>;
}

const pathOf = (model: string, ...segments: string[]): string =>
  ['models', model, 'labelling', ...segments].map(encodeURIComponent).join('/');

export const createLabellingApi = (call: ApiCall): LabellingApi => {
  const names = async (): Promise<string[]> => {
    const schema = z.object({ models: z.array(z.object({ name: z.string() })) });
    return (await call(schema, 'models')).models.map(({ name }) => name);
  };
  const queue = async (model: string): Promise<Queue[]> => {
    try {
      const { open } = await call(countsSchema, pathOf(model));
      return [{ model, open }];
    } catch (error) {
      // Nobody is asked about this one.
      if (error instanceof ApiError && error.kind === 'not-found') return [];
      throw error;
    }
  };

  return {
    queues: async () => (await Promise.all((await names()).map(queue))).flat(),
    next: (model, worker) =>
      call(servedSchema, `${pathOf(model, 'next')}?${new URLSearchParams({ worker })}`),
    async label(model, itemId, worker, label) {
      await call(z.object({ item_id: z.string() }), pathOf(model, 'items', itemId, 'labels'), {
        worker,
        label,
      });
    },
    undo: (model, worker) => call(servedSchema, pathOf(model, 'undo'), { worker }),
  };
};
