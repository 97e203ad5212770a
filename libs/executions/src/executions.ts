import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  StartExecutionCommand,
  type ExecutionStatus,
  type SFNClient,
} from '@aws-sdk/client-sfn';

import { StartUnconfirmedError } from './errors.ts';

/** Whether the service answered that it refuses; else it may have done what it was asked. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && '$fault' in error && error.$fault === 'client';

/** Executions of a pipeline, each named after its job. */
export const createExecutions = (client: SFNClient, stateMachineArn: string) => {
  const arnOf = (jobKey: string): string =>
    `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${jobKey}`;

  const statusOf = async (jobKey: string): Promise<ExecutionStatus | undefined> => {
    try {
      const command = new DescribeExecutionCommand({ executionArn: arnOf(jobKey) });
      return (await client.send(command)).status;
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return undefined;
      throw error;
    }
  };

  return {
    /** Whether the job's execution runs; one that never was does not. */
    isRunning: async (jobKey: string): Promise<boolean> => (await statusOf(jobKey)) === 'RUNNING',

    /**
     * Starts the job's execution and answers its ARN; one that exists already counts as started.
     *
     * @throws {StartUnconfirmedError} it may have started or not. After any other error it has not.
     */
    start: async (input: { job_key: string }): Promise<string> => {
      try {
        const command = new StartExecutionCommand({
          stateMachineArn,
          name: input.job_key,
          input: JSON.stringify(input),
        });
        return (await client.send(command)).executionArn ?? arnOf(input.job_key);
      } catch (cause) {
        if (cause instanceof ExecutionAlreadyExists) return arnOf(input.job_key);
        if (isRefusal(cause)) throw cause;
        const status = await statusOf(input.job_key).catch(() => undefined);
        if (status !== undefined) return arnOf(input.job_key);
        throw new StartUnconfirmedError({ cause });
      }
    },
  };
};
export type Executions = ReturnType<typeof createExecutions>;
