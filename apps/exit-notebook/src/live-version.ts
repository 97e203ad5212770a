import { versionOfResource, versionResourceName, type Champion } from '@ngwaf/contracts';
import type {
  Endpoints,
  ModelPackageRecord,
  TakeBackPorts,
  WaitOptions,
} from '@ngwaf/sagemaker-utils';

/** What a version is put live with, and taken back. */
export interface LiveVersionClients {
  endpoints: Pick<Endpoints, 'waitSettled' | 'switchTo' | 'deleteConfig' | 'deleteModel'>;
  /** Which version is live, for those who score in process. */
  findChampion(): Promise<Champion | undefined>;
  putChampion(champion: Champion): Promise<void>;
  /** All versions that are registered. */
  listVersions(): Promise<ModelPackageRecord[]>;
  warn(message: string, fields: Record<string, unknown>): void;
}

class UnknownVersionError extends Error {
  override readonly name = 'UnknownVersionError';
}

type LiveVersionPorts = Pick<
  TakeBackPorts,
  'settledEndpoint' | 'switchEndpoint' | 'deleteEndpointConfig' | 'deleteModel'
>;

/**
 * What takes the live version back: the endpoint and the record of what is live, or that record alone
 * where requests are scored in process and there is no endpoint.
 */
export const createLiveVersion = (
  clients: LiveVersionClients,
  endpointName: string,
  isInProcess: boolean,
  wait: () => WaitOptions,
): LiveVersionPorts => {
  const { endpoints } = clients;

  const write = async (configName: string): Promise<void> => {
    const version = versionOfResource(endpointName, configName);
    const found = (await clients.listVersions()).find(
      ({ metadata }) => metadata['version'] === version,
    );
    const { artefact, metadata } = found ?? {};
    const sha256 = metadata?.['sha256'];
    if (version === undefined || artefact === undefined || sha256 === undefined) {
      throw new UnknownVersionError(
        `${configName} was live before, and the registry does not know it`,
      );
    }
    await clients.putChampion({ version, artefact, sha256 });
  };

  /** The next retraining writes what the endpoint serves: no reason to leave a bad version there. */
  const writeIfKnown = (configName: string): Promise<void> =>
    write(configName).catch((error: unknown) => {
      if (!(error instanceof UnknownVersionError)) throw error;
      clients.warn(error.message, { endpoint_config: configName });
    });

  if (!isInProcess) {
    return {
      settledEndpoint: () => endpoints.waitSettled(endpointName, wait()),
      switchEndpoint: async (configName) => {
        // First: once the endpoint has gone back, a repetition finds nothing to take back any more.
        await writeIfKnown(configName);
        await endpoints.switchTo(endpointName, configName, wait());
      },
      deleteEndpointConfig: endpoints.deleteConfig,
      deleteModel: endpoints.deleteModel,
    };
  }
  const nothing = () => Promise.resolve();
  return {
    settledEndpoint: async () => {
      const champion = await clients.findChampion();
      return (
        champion && {
          status: 'InService',
          configName: versionResourceName(endpointName, champion.version),
        }
      );
    },
    switchEndpoint: write,
    deleteEndpointConfig: nothing,
    deleteModel: nothing,
  };
};
