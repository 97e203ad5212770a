import { DeleteEndpointCommand, DescribeEndpointCommand } from '@aws-sdk/client-sagemaker';
import type { LocalOutputs } from '@ngwaf/contracts';
import { deployBaseModel, readStackOutputs } from '@ngwaf/tool-local-stack';
import type { CloudClients } from './cloud-client.ts';
import { eventually } from './eventually.ts';
import { testStackOptions } from './test-stack.ts';

/** Serves the base model again, whatever other tests have put live: as on a new stack. */
export const startFromBaseModel = async (
  { sageMaker }: CloudClients,
  { endpointName: EndpointName }: LocalOutputs,
): Promise<void> => {
  await sageMaker.send(new DeleteEndpointCommand({ EndpointName }));
  await eventually(
    () =>
      expect(sageMaker.send(new DescribeEndpointCommand({ EndpointName }))).rejects.toThrow(
        /Could not find/,
      ),
    30_000,
  );
  await deployBaseModel(
    testStackOptions,
    await readStackOutputs(testStackOptions),
    () => undefined,
  );
};
