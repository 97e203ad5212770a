import {
  DescribeNotebookInstanceCommand,
  SageMakerClient,
  UpdateNotebookInstanceCommand,
  type DescribeNotebookInstanceCommandOutput,
  type _InstanceType,
} from '@aws-sdk/client-sagemaker';
import { resourceNames } from '@ngwaf/contracts';
import { waitUntil } from './removal/wait-until.ts';
import type { Session } from './session/session.ts';

/** Gives what the caller is told of the notebook instance, if anything. */
export type NotebookChange = 'as configured' | 'changed' | 'runs';

/**
 * Gives the notebook instance the type that the configuration says, if it is stopped.
 *
 * Terraform leaves the type alone, since it would stop a running instance for it. SageMaker itself refuses
 * to change one that is not stopped, so that a retraining that begins meanwhile is safe.
 */
export const alignNotebookType = async ({
  environment,
  clientConfig,
}: Pick<Session, 'environment' | 'clientConfig'>): Promise<NotebookChange> => {
  const sageMaker = new SageMakerClient({ region: clientConfig.region });
  const NotebookInstanceName = resourceNames(environment.prefix).notebookInstance;
  const describe = (): Promise<DescribeNotebookInstanceCommandOutput> =>
    sageMaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName }));
  const { InstanceType, NotebookInstanceStatus } = await describe();
  if (InstanceType === environment.notebookInstanceType) return 'as configured';
  if (NotebookInstanceStatus !== 'Stopped' && NotebookInstanceStatus !== 'Failed') return 'runs';
  await sageMaker.send(
    new UpdateNotebookInstanceCommand({
      NotebookInstanceName,
      InstanceType: environment.notebookInstanceType as _InstanceType,
    }),
  );
  await waitUntil('changing the notebook instance', async () => {
    const { NotebookInstanceStatus: status } = await describe();
    return status !== 'Updating';
  });
  return 'changed';
};
