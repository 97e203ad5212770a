import { setTimeout as delay } from 'node:timers/promises';

import { z } from 'zod';

import { validationException } from '../api/errors.ts';
import { listPage } from '../api/list.ts';
import { pick } from '../api/pick.ts';
import { operation, type Operations } from '../api/operation.ts';
import { listInput, resourceName } from '../api/schemas.ts';
import type { Host } from '../host.ts';
import type { LifecycleConfigs } from '../resources/lifecycle-configs.ts';
import { NotebookInstance } from './notebook-instance.ts';
import { createInput, updated, updateInput } from './request.ts';

const named = z.looseObject({ NotebookInstanceName: resourceName });
const listNotebooksInput = listInput.extend({
  NotebookInstanceLifecycleConfigNameContains: z.string().optional(),
});

/** Notebook instances, and the operations on them. */
export class NotebookInstances {
  private readonly byName = new Map<string, NotebookInstance>();

  constructor(
    private readonly host: Host,
    private readonly lifecycleConfigs: LifecycleConfigs,
  ) {}

  readonly operations: Operations = {
    CreateNotebookInstance: operation(
      createInput,
      ({ NotebookInstanceName, Tags, ...settings }) => {
        const arn = this.host.arn('notebook-instance', NotebookInstanceName);
        if (this.byName.has(NotebookInstanceName)) {
          throw validationException(`Cannot create a duplicate Notebook Instance (${arn})`);
        }
        if (settings.LifecycleConfigName) this.lifecycleConfigs.get(settings.LifecycleConfigName);
        const instance = new NotebookInstance(
          this.host,
          this.lifecycleConfigs,
          NotebookInstanceName,
          arn,
          settings,
        );
        this.byName.set(NotebookInstanceName, instance);
        this.host.tags.keep(arn, Tags);
        this.inBackground('creation', instance, () => instance.start(['OnCreate', 'OnStart']));
        return { NotebookInstanceArn: arn };
      },
    ),
    DescribeNotebookInstance: operation(named, ({ NotebookInstanceName }) =>
      this.get(NotebookInstanceName).describe(),
    ),
    StartNotebookInstance: operation(named, ({ NotebookInstanceName }) => {
      const instance = this.get(NotebookInstanceName);
      instance.begin('Pending');
      this.inBackground('start', instance, () => instance.start(['OnStart']));
      return {};
    }),
    StopNotebookInstance: operation(named, ({ NotebookInstanceName }) => {
      const instance = this.get(NotebookInstanceName);
      instance.begin('Stopping');
      this.inBackground('stop', instance, async () => {
        // The caller may be one of the instance's own processes.
        await delay(ANSWER_FIRST_MS);
        await instance.stop();
      });
      return {};
    }),
    UpdateNotebookInstance: operation(updateInput, ({ NotebookInstanceName, ...input }) => {
      const instance = this.get(NotebookInstanceName);
      if (input.LifecycleConfigName) this.lifecycleConfigs.get(input.LifecycleConfigName);
      instance.begin('Updating');
      instance.settings = updated(instance.settings, input);
      // After the answer, as in the service: whoever waits sees Updating or Stopped.
      setImmediate(() => instance.becomeStopped());
      return {};
    }),
    DeleteNotebookInstance: operation(named, ({ NotebookInstanceName }) => {
      const instance = this.get(NotebookInstanceName);
      instance.begin('Deleting');
      this.inBackground('deletion', instance, async () => {
        await instance.remove();
        this.byName.delete(NotebookInstanceName);
        this.host.tags.forget(instance.arn);
      });
      return {};
    }),
    ListNotebookInstances: operation(listNotebooksInput, (input) => {
      const contains = input.NotebookInstanceLifecycleConfigNameContains ?? '';
      const all = [...this.byName.values()].filter(({ settings }) =>
        (settings.LifecycleConfigName ?? '').includes(contains),
      );
      const { items, ...page } = listPage(all, input, (instance) => ({
        name: instance.name,
        createdAt: instance.createdAt,
        modifiedAt: instance.modifiedAt,
        status: instance.status,
      }));
      return { NotebookInstances: items.map(summary), ...page };
    }),
  };

  async close(): Promise<void> {
    await Promise.all([...this.byName.values()].map((instance) => instance.stop()));
  }

  /** @throws {ValidationException} there is no such instance; the service's text for it is this one word. */
  private get(name: string): NotebookInstance {
    const instance = this.byName.get(name);
    if (!instance) throw validationException('RecordNotFound');
    return instance;
  }

  private inBackground(what: string, { name }: NotebookInstance, work: () => Promise<void>): void {
    this.host.inBackground(`${what} of notebook instance ${name}`, work);
  }
}

/** Time for the answer to reach the caller before its own end begins. */
const ANSWER_FIRST_MS = 50;

const SUMMARY_MEMBERS = [
  'NotebookInstanceName',
  'NotebookInstanceArn',
  'NotebookInstanceStatus',
  'Url',
  'InstanceType',
  'CreationTime',
  'LastModifiedTime',
  'NotebookInstanceLifecycleConfigName',
  'DefaultCodeRepository',
  'AdditionalCodeRepositories',
];

const summary = (instance: NotebookInstance) => pick(instance.describe(), SUMMARY_MEMBERS);
