import { DeleteEndpointCommand, DescribeEndpointCommand } from '@aws-sdk/client-sagemaker';
import type { CloudClients } from './cloud-client.ts';
import { eventually } from './eventually.ts';

/** Deletes an endpoint; resolves when it is gone. */
export const deleteEndpoint = async (
  { sageMaker }: CloudClients,
  EndpointName: string,
): Promise<void> => {
  await sageMaker.send(new DeleteEndpointCommand({ EndpointName }));
  await eventually(
    () =>
      expect(sageMaker.send(new DescribeEndpointCommand({ EndpointName }))).rejects.toThrow(
        /Could not find/,
      ),
    30_000,
  );
};
