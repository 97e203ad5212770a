import {
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DeleteModelPackageCommand,
  ListEndpointConfigsCommand,
  ListModelPackagesCommand,
} from '@aws-sdk/client-sagemaker';
import type { LocalOutputs } from '@ngwaf/contracts';
import { deployBaseModel, readStackOutputs } from '@ngwaf/tool-local-stack';
import type { CloudClients } from './cloud-client.ts';
import { deleteEndpoint } from './delete-endpoint.ts';
import { testStackOptions } from './test-stack.ts';

/** Removes every version that other tests have made, with its endpoint config and model. */
const forgetVersions = async ({ sageMaker }: CloudClients, endpointName: string): Promise<void> => {
  const { EndpointConfigs = [] } = await sageMaker.send(
    new ListEndpointConfigsCommand({ NameContains: `${endpointName}-`, MaxResults: 100 }),
  );
  for (const { EndpointConfigName } of EndpointConfigs) {
    await sageMaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName }));
    await sageMaker.send(new DeleteModelCommand({ ModelName: EndpointConfigName }));
  }
  const { ModelPackageSummaryList = [] } = await sageMaker.send(
    new ListModelPackagesCommand({ ModelPackageGroupName: endpointName, MaxResults: 100 }),
  );
  for (const { ModelPackageArn } of ModelPackageSummaryList) {
    await sageMaker.send(new DeleteModelPackageCommand({ ModelPackageName: ModelPackageArn }));
  }
};

/** Serves the base model and knows no other, whatever other tests have put live: as on a new stack. */
export const startFromBaseModel = async (
  clients: CloudClients,
  { endpointName: EndpointName }: LocalOutputs,
): Promise<void> => {
  await deleteEndpoint(clients, EndpointName);
  await forgetVersions(clients, EndpointName);
  await deployBaseModel(
    testStackOptions,
    await readStackOutputs(testStackOptions),
    () => undefined,
  );
};
