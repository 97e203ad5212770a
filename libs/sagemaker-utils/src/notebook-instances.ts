import {
  DescribeNotebookInstanceCommand,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  type NotebookInstanceStatus,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';

import { NotebookInstanceBusyError, NotebookInstanceNotFoundError } from './errors.ts';
import { pollUntil, systemClock, type Clock, type WaitOptions } from './poll-until.ts';
import { isNotFound, isWrongState, orUndefined } from './service-errors.ts';

export interface NotebookInstance {
  status: NotebookInstanceStatus;
  failureReason: string | undefined;
  /** When its status last changed. */
  changedAt?: Date | undefined;
}

export interface StopOptions extends WaitOptions {
  /** How long it may stop by itself before it is told to. @default 0 */
  graceSeconds?: number;
}

/** Notebook instances: look, start, stop. */
export const createNotebookInstances = (client: SageMakerClient, clock: Clock = systemClock) => {
  const describe = async (name: string): Promise<NotebookInstance | undefined> => {
    const command = new DescribeNotebookInstanceCommand({ NotebookInstanceName: name });
    const found = await orUndefined(client.send(command));
    if (!found?.NotebookInstanceStatus) return undefined;
    return {
      status: found.NotebookInstanceStatus,
      failureReason: found.FailureReason,
      changedAt: found.LastModifiedTime ?? found.CreationTime,
    };
  };

  /** Tells the instance to stop; nothing happens when it cannot right now. */
  const stop = async (name: string): Promise<void> => {
    try {
      await client.send(new StopNotebookInstanceCommand({ NotebookInstanceName: name }));
    } catch (error) {
      if (!isWrongState(error) && !isNotFound(error)) throw error;
    }
  };

  return {
    /** `undefined` when there is no such instance. */
    describe,

    /**
     * Starts a stopped instance; SageMaker then takes minutes until it is `InService`.
     *
     * @throws {NotebookInstanceBusyError} it is not stopped.
     * @throws {NotebookInstanceNotFoundError} there is none.
     */
    start: async (name: string): Promise<void> => {
      try {
        await client.send(new StartNotebookInstanceCommand({ NotebookInstanceName: name }));
      } catch (cause) {
        if (isNotFound(cause)) {
          throw new NotebookInstanceNotFoundError(`No notebook instance ${name}`, { cause });
        }
        if (!isWrongState(cause)) throw cause;
        throw new NotebookInstanceBusyError(`Notebook instance ${name} is not stopped`, { cause });
      }
    },

    stop,

    /**
     * Waits until nothing runs on the instance any more, and stops it where need be.
     *
     * Returns at once when there is no such instance or it has failed: neither costs anything.
     *
     * @throws {WaitTimedOutError}
     */
    stopAndWait: async (name: string, options: StopOptions): Promise<void> => {
      const graceEnds = clock.now() + (options.graceSeconds ?? 0) * 1000;
      await pollUntil(
        `Stopping notebook instance ${name}`,
        options,
        clock,
        async (): Promise<'stopped' | undefined> => {
          const instance = await describe(name);
          switch (instance?.status) {
            case undefined:
            case 'Stopped':
            case 'Failed':
            case 'Deleting':
              return 'stopped';
            case 'InService':
            case 'InMaintenance':
            case 'PendingMaintenance':
              if (clock.now() >= graceEnds) await stop(name);
              return undefined;
            // From these SageMaker refuses to stop; each ends by itself.
            case 'Pending':
            case 'Updating':
            case 'Stopping':
              return undefined;
          }
        },
      );
    },
  };
};
export type NotebookInstances = ReturnType<typeof createNotebookInstances>;
