import {
  ListExecutionsCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
  paginateListStateMachines,
} from '@aws-sdk/client-sfn';
import {
  DescribeNotebookInstanceCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { resourceNames } from '@ngwaf/contracts';
import { createInventory, createSageMakerJobs, type Listed } from '@ngwaf/sagemaker-utils';
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

type Listing = Promise<Listed[]>;

const STOP_WITHIN_SECONDS = 600;
/** How long an ended execution's clean-up may take before we clean up without it. */
const SETTLE_WITHIN_MS = 5 * 60_000;

const stopAll = async (clients: Clients, machine: string): Promise<void> => {
  const { sfn } = clients;
  const stateMachineArn = await findStateMachine(clients, machine);
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
};

/** Stops running trainings; the pipelines then end their jobs and give the leases back by themselves. */
export const stopExecutions = async (
  session: Session,
  clients: Clients,
  show: Show,
): Promise<void> => {
  const { stateMachine, modelTraining } = resourceNames(session.environment.prefix);
  await stopAll(clients, stateMachine);
  await stopAll(clients, modelTraining);
  const deadline = Date.now() + SETTLE_WITHIN_MS;
  await waitUntil('the end of the training', async () => {
    const job = await runningJob(session);
    if (job !== undefined) show(`${job} is being ended`);
    return job === undefined || Date.now() > deadline;
  });
};

/** Stops SageMaker's jobs that run: tuning jobs first, which would start training jobs anew. */
export const stopJobs = async (
  { sageMaker }: Clients,
  prefix: string,
  show: Show,
): Promise<void> => {
  const inventory = createInventory(sageMaker);
  const jobs = createSageMakerJobs(sageMaker);
  const named = `${prefix}-`;
  const running = {
    tuning: () => inventory.runningTuningJobs(named),
    training: () => inventory.runningTrainingJobs(named),
    transform: () => inventory.runningTransformJobs(named),
  };
  for (const [kind, list] of Object.entries(running) as [keyof typeof running, () => Listing][]) {
    for (const { name } of await list()) {
      show(name);
      await jobs.stopAndWait({ kind, name }, { timeoutSeconds: STOP_WITHIN_SECONDS });
    }
  }
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
