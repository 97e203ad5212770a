import { z } from 'zod';

import { validationException } from '../api/errors.ts';
import { listPage } from '../api/list.ts';
import { now } from '../api/now.ts';
import { pick } from '../api/pick.ts';
import { operation, type Operations } from '../api/operation.ts';
import { listInput, resourceName, tags } from '../api/schemas.ts';
import type { Host } from '../host.ts';

/** Base64 of a script; at most 12 KB of it. */
const hooks = z
  .array(z.looseObject({ Content: z.base64().min(1).max(16_384) }))
  .max(1)
  .optional();

const NAME = 'NotebookInstanceLifecycleConfigName';
const named = z.looseObject({ [NAME]: resourceName });
const createInput = z.looseObject({
  [NAME]: resourceName,
  OnCreate: hooks,
  OnStart: hooks,
  Tags: tags,
});

/** A lifecycle configuration as DescribeNotebookInstanceLifecycleConfig tells it. */
export interface LifecycleConfig {
  NotebookInstanceLifecycleConfigName: string;
  NotebookInstanceLifecycleConfigArn: string;
  CreationTime: number;
  LastModifiedTime: number;
  OnCreate: z.output<typeof hooks>;
  OnStart: z.output<typeof hooks>;
}

/** Lifecycle configurations: what notebook instances run when they are created and started. */
export class LifecycleConfigs {
  private readonly byName = new Map<string, LifecycleConfig>();

  constructor(private readonly host: Host) {}

  /** @throws {ValidationException} there is no such lifecycle configuration. */
  get(name: string, verb = 'describe'): LifecycleConfig {
    const config = this.byName.get(name);
    if (!config) throw failed(verb, this.arn(name), 'does not exist');
    return config;
  }

  readonly operations: Operations = {
    CreateNotebookInstanceLifecycleConfig: operation(createInput, ({ Tags, ...input }) => {
      const arn = this.arn(input[NAME]);
      if (this.byName.has(input[NAME])) throw failed('create', arn, 'already exists');
      const createdAt = now();
      this.byName.set(input[NAME], {
        NotebookInstanceLifecycleConfigName: input[NAME],
        NotebookInstanceLifecycleConfigArn: arn,
        CreationTime: createdAt,
        LastModifiedTime: createdAt,
        OnCreate: input.OnCreate ?? [],
        OnStart: input.OnStart ?? [],
      });
      this.host.tags.keep(arn, Tags);
      return { NotebookInstanceLifecycleConfigArn: arn };
    }),
    DescribeNotebookInstanceLifecycleConfig: operation(named, (input) => ({
      ...this.get(input[NAME]),
    })),
    UpdateNotebookInstanceLifecycleConfig: operation(createInput, (input) => {
      const config = this.get(input[NAME], 'update');
      if (input.OnCreate) config.OnCreate = input.OnCreate;
      if (input.OnStart) config.OnStart = input.OnStart;
      config.LastModifiedTime = now();
      return {};
    }),
    DeleteNotebookInstanceLifecycleConfig: operation(named, (input) => {
      this.host.tags.forget(this.get(input[NAME], 'delete').NotebookInstanceLifecycleConfigArn);
      this.byName.delete(input[NAME]);
      return {};
    }),
    ListNotebookInstanceLifecycleConfigs: operation(listInput, (input) => {
      const { items, ...page } = listPage(this.byName.values(), input, (config) => ({
        name: config.NotebookInstanceLifecycleConfigName,
        createdAt: config.CreationTime,
        modifiedAt: config.LastModifiedTime,
      }));
      const summaries = items.map((config) => pick(config, SUMMARY_MEMBERS));
      return { NotebookInstanceLifecycleConfigs: summaries, ...page };
    }),
  };

  private arn(name: string): string {
    return this.host.arn('notebook-instance-lifecycle-config', name);
  }
}

const SUMMARY_MEMBERS = [
  'NotebookInstanceLifecycleConfigName',
  'NotebookInstanceLifecycleConfigArn',
  'CreationTime',
  'LastModifiedTime',
];

const failed = (verb: string, arn: string, why: string) =>
  validationException(
    `Unable to ${verb} Notebook Instance Lifecycle Config '${arn}'. (Details: Notebook Instance Lifecycle Config ${why}.)`,
  );
