import type { MotoClient } from '../gateway/moto-client.ts';
import type { EventBus } from './event-bus.ts';

/** Turns changes of Step Functions executions into the service's events. */
export type ExecutionEvents = (executionArn: string, status: string) => Promise<void>;

interface Execution {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  /** Epoch seconds. */
  startDate: number;
  stopDate?: number;
  input?: string;
  output?: string;
  error?: string;
  cause?: string;
}

/**
 * moto tells what became of an execution; the details are asked here.
 *
 * The status is what was told: a quick execution may have ended before its start is reported.
 */
export const createExecutionEvents =
  (moto: MotoClient, bus: EventBus): ExecutionEvents =>
  async (executionArn, status) => {
    const execution = (await moto.call('states', 'DescribeExecution', {
      executionArn,
    })) as unknown as Execution;
    const ended: Partial<Execution> = status === 'RUNNING' ? {} : execution;
    await bus.emit({
      source: 'aws.states',
      'detail-type': 'Step Functions Execution Status Change',
      resources: [executionArn],
      detail: {
        executionArn,
        stateMachineArn: execution.stateMachineArn,
        name: execution.name,
        status,
        startDate: Math.round(execution.startDate * 1_000),
        stopDate: ended.stopDate ? Math.round(ended.stopDate * 1_000) : null,
        input: execution.input ?? null,
        output: ended.output ?? null,
        inputDetails: { included: execution.input !== undefined },
        outputDetails: ended.output === undefined ? null : { included: true },
        error: ended.error ?? null,
        cause: ended.cause ?? null,
      },
    });
  };
