import {
  ApplicationAutoScalingClient,
  DeregisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import {
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DeleteModelPackageCommand,
  ListEndpointConfigsCommand,
  ListModelPackagesCommand,
  ListModelsCommand,
} from '@aws-sdk/client-sagemaker';
import type { LocalOutputs } from '@ngwaf/contracts';
import type { CloudClients } from './cloud-client.ts';
import { deleteEndpoint } from './delete-endpoint.ts';
import type { FrameworkModel } from './framework-models.ts';

const absent = (error: unknown): void => {
  if (!/Could not find|No scalable target/i.test(String(error))) throw error;
};

/** Scaling as Application Auto Scaling has it. */
export const createScalingClient = ({ awsEndpointUrl, region }: LocalOutputs) =>
  new ApplicationAutoScalingClient({
    endpoint: awsEndpointUrl,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

/** Removes a model's endpoint with its scaling, and all of its versions: as on a new stack. */
export const forgetModel = async (
  clients: CloudClients,
  outputs: LocalOutputs,
  { endpoint, modelPackageGroup }: FrameworkModel,
): Promise<void> => {
  const { sageMaker } = clients;
  const scaling = createScalingClient(outputs);
  await scaling
    .send(
      new DeregisterScalableTargetCommand({
        ServiceNamespace: 'sagemaker',
        ResourceId: `endpoint/${endpoint}/variant/live`,
        ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
      }),
    )
    .catch(absent);
  scaling.destroy();
  await deleteEndpoint(clients, endpoint).catch(absent);
  const filter = { NameContains: `${endpoint}-`, MaxResults: 100 };
  const { EndpointConfigs = [] } = await sageMaker.send(new ListEndpointConfigsCommand(filter));
  for (const { EndpointConfigName } of EndpointConfigs) {
    await sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName }));
  }
  const { Models = [] } = await sageMaker.send(new ListModelsCommand(filter));
  for (const { ModelName } of Models) await sageMaker.send(new DeleteModelCommand({ ModelName }));
  const { ModelPackageSummaryList = [] } = await sageMaker.send(
    new ListModelPackagesCommand({ ModelPackageGroupName: modelPackageGroup, MaxResults: 100 }),
  );
  for (const { ModelPackageArn } of ModelPackageSummaryList) {
    await sageMaker.send(new DeleteModelPackageCommand({ ModelPackageName: ModelPackageArn }));
  }
};
