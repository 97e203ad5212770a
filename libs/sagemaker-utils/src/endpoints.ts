import {
  DeleteEndpointCommand,
  DeleteEndpointConfigCommand,
  DeleteModelCommand,
  DescribeEndpointCommand,
  UpdateEndpointCommand,
  type EndpointStatus,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';

import { EndpointUpdateFailedError } from './errors.ts';
import { pollUntil, systemClock, type Clock, type WaitOptions } from './poll-until.ts';
import { orUndefined } from './service-errors.ts';

export interface Endpoint {
  status: EndpointStatus;
  /** The endpoint config that serves; during an update still the one before. */
  configName: string;
  /** The endpoint config that is to serve once the update that runs is done. */
  nextConfigName?: string | undefined;
  /** Why it failed, or went back to the config before. */
  failureReason?: string | undefined;
}

/** States that pass by themselves. */
const IN_TRANSITION: ReadonlySet<EndpointStatus> = new Set<EndpointStatus>([
  'Creating',
  'Updating',
  'SystemUpdating',
  'RollingBack',
]);

/** Endpoints, endpoint configs and the models behind them. */
export const createEndpoints = (client: SageMakerClient, clock: Clock = systemClock) => {
  const describe = async (name: string): Promise<Endpoint | undefined> => {
    const command = new DescribeEndpointCommand({ EndpointName: name });
    const found = await orUndefined(client.send(command));
    if (!found?.EndpointStatus || !found.EndpointConfigName) return undefined;
    return {
      status: found.EndpointStatus,
      configName: found.EndpointConfigName,
      nextConfigName: found.PendingDeploymentSummary?.EndpointConfigName,
      ...(found.FailureReason !== undefined && { failureReason: found.FailureReason }),
    };
  };

  /** The endpoint once no update runs; `undefined` when there is none. */
  const waitSettled = async (name: string, options: WaitOptions): Promise<Endpoint | undefined> => {
    const settled = await pollUntil(`Updating endpoint ${name}`, options, clock, async () => {
      const endpoint = await describe(name);
      return endpoint && IN_TRANSITION.has(endpoint.status) ? undefined : { endpoint };
    });
    return settled.endpoint;
  };

  return {
    /** `undefined` when there is no such endpoint. */
    describe,
    waitSettled,

    /**
     * Has the endpoint serve another config; loses no request. Takes minutes.
     *
     * @throws {EndpointUpdateFailedError} it serves something else afterwards: SageMaker rolls back
     *   without an error when the new instances do not get healthy.
     * @throws {WaitTimedOutError}
     */
    switchTo: async (name: string, configName: string, options: WaitOptions): Promise<void> => {
      const input = { EndpointName: name, EndpointConfigName: configName };
      await client.send(new UpdateEndpointCommand(input));
      const endpoint = await waitSettled(name, options);
      if (endpoint?.status === 'InService' && endpoint.configName === configName) return;
      const found = endpoint ? `${endpoint.configName} (${endpoint.status})` : 'nothing';
      throw new EndpointUpdateFailedError(
        `Endpoint ${name} should serve ${configName} and serves ${found}`,
      );
    },

    /** Deletes an endpoint; nothing happens when there is none. */
    delete: async (name: string): Promise<void> => {
      await orUndefined(client.send(new DeleteEndpointCommand({ EndpointName: name })));
    },

    /** Deletes an endpoint config that no endpoint uses; nothing happens when there is none. */
    deleteConfig: async (name: string): Promise<void> => {
      const command = new DeleteEndpointConfigCommand({ EndpointConfigName: name });
      await orUndefined(client.send(command));
    },

    /** Deletes a model (not its artefact); nothing happens when there is none. */
    deleteModel: async (name: string): Promise<void> => {
      await orUndefined(client.send(new DeleteModelCommand({ ModelName: name })));
    },
  };
};
export type Endpoints = ReturnType<typeof createEndpoints>;
