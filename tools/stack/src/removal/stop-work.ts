import {
  ListExecutionsCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
  paginateListStateMachines,
} from '@aws-sdk/client-sfn';
import {
  DescribeNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  StopTrainingJobCommand,
  paginateListTrainingJobs,
  type TrainingJobStatus,
} from '@aws-sdk/client-sagemaker';
import { resourceNames } from '@ngwaf/contracts';
import { runningJob } from '../retraining.ts';
import type { Session } from '../session/session.ts';
import type { Clients } from './clients.ts';
import { isGone } from './is-gone.ts';
import { waitUntil } from './wait-until.ts';

type Show = (text: string) => void;

const findStateMachine = async ({ sfn }: Clients, name: string): Promise<string | undefined> => {
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: sfn }, {})) {
    const found = stateMachines.find((machine) => machine.name === name);
    if (found) return found.stateMachineArn;
  }
  return undefined;
};

/** How long an ended execution's clean-up may take before we clean up without it. */
const SETTLE_WITHIN_MS = 5 * 60_000;

/** Stops running retrainings; the pipeline then ends their jobs and gives the lease back by itself. */
export const stopExecutions = async (
  session: Session,
  clients: Clients,
  show: Show,
): Promise<void> => {
  const { sfn } = clients;
  const stateMachineArn = await findStateMachine(
    clients,
    resourceNames(session.environment.prefix).stateMachine,
  );
  if (stateMachineArn === undefined) return;
  const running = await sfn
    .send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' }))
    .catch((error: unknown) => {
      if (error instanceof StateMachineDoesNotExist) return { executions: [] };
      throw error;
    });
  for (const { executionArn } of running.executions ?? []) {
    await sfn.send(
      new StopExecutionCommand({
        executionArn,
        error: 'Removed',
        cause: 'The environment is removed.',
      }),
    );
  }
  const deadline = Date.now() + SETTLE_WITHIN_MS;
  await waitUntil('the end of the retraining', async () => {
    const job = await runningJob(session);
    if (job !== undefined) show(`${job} is being ended`);
    return job === undefined || Date.now() > deadline;
  });
};

const trainingJobs = async (
  { sageMaker }: Clients,
  prefix: string,
  StatusEquals: TrainingJobStatus,
): Promise<string[]> => {
  const names: string[] = [];
  const input = { NameContains: prefix, StatusEquals };
  for await (const page of paginateListTrainingJobs({ client: sageMaker }, input)) {
    names.push(
      ...(page.TrainingJobSummaries ?? []).map(({ TrainingJobName = '' }) => TrainingJobName),
    );
  }
  return names.filter((name) => name.startsWith(`${prefix}-`));
};

export const stopTrainingJobs = async (
  clients: Clients,
  prefix: string,
  show: Show,
): Promise<void> => {
  for (const TrainingJobName of await trainingJobs(clients, prefix, 'InProgress')) {
    show(TrainingJobName);
    await clients.sageMaker.send(new StopTrainingJobCommand({ TrainingJobName }));
  }
  await waitUntil('stopping the training jobs', async () => {
    const left = await Promise.all([
      trainingJobs(clients, prefix, 'InProgress'),
      trainingJobs(clients, prefix, 'Stopping'),
    ]);
    return left.flat().length === 0;
  });
};

/** Stops the notebook instance; one that is starting or stopping is waited for first. */
export const stopNotebook = async (
  { sageMaker }: Clients,
  prefix: string,
  show: Show,
): Promise<void> => {
  const NotebookInstanceName = resourceNames(prefix).notebookInstance;
  await waitUntil('stopping the notebook instance', async () => {
    const found = await sageMaker
      .send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }))
      .catch((error: unknown) => {
        if (isGone(error)) return undefined;
        throw error;
      });
    const status = found?.NotebookInstanceStatus;
    if (status !== undefined) show(`${NotebookInstanceName}: ${status}`);
    if (status === 'InService') {
      await sageMaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName }));
    }
    return status === undefined || status === 'Stopped' || status === 'Failed';
  });
};
