import type { IncomingMessage, ServerResponse } from 'node:http';

import type { CloudContext, ServiceResponse } from '../context.ts';
import type { Members, Operations } from './api/operation.ts';
import { Endpoints } from './endpoints/endpoints.ts';
import { invokeEndpoint } from './endpoints/invocation.ts';
import { Host, type Limits } from './host.ts';
import { NotebookInstances } from './notebooks/notebook-instances.ts';
import { refusedJobs } from './refused-jobs.ts';
import { EndpointConfigs } from './resources/endpoint-configs.ts';
import { LifecycleConfigs } from './resources/lifecycle-configs.ts';
import { ModelPackages } from './resources/model-packages.ts';
import { Models } from './resources/models.ts';
import { TrainingJobs } from './training/training-jobs.ts';
import { TransformJobs } from './transform/transform-jobs.ts';
import { TuningJobs } from './tuning/tuning-jobs.ts';

/** SageMaker on this machine. State is in memory and ends with the process. */
export interface SageMakerService {
  /**
   * Performs an operation of the control plane.
   *
   * @param action - e.g. `CreateModel`.
   * @returns `undefined` for an operation that is not done here.
   * @throws {AwsError} (by rejection) as the service answers errors.
   */
  handle(action: string, input: Members): Promise<ServiceResponse> | undefined;
  /** Answers `POST /endpoints/{name}/invocations` of the runtime. */
  invokeEndpoint(name: string, req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Ends everything that runs: endpoints, jobs, notebook instances. */
  close(): Promise<void>;
}

/** Makes a SageMaker without resources. `limits` shortens the service's time limits, for tests. */
export const createSageMaker = (
  context: CloudContext,
  limits: Partial<Limits> = {},
): SageMakerService => {
  const host = new Host(context, limits);
  const models = new Models(host);
  const configs = new EndpointConfigs(host, models);
  const registry = new ModelPackages(host);
  const lifecycleConfigs = new LifecycleConfigs(host);
  const notebookInstances = new NotebookInstances(host, lifecycleConfigs);
  const trainingJobs = new TrainingJobs(host);
  const tuningJobs = new TuningJobs(host, trainingJobs);
  const sources = { host, models, registry };
  const endpoints = new Endpoints(sources, configs);
  const transformJobs = new TransformJobs(sources);

  const operations: Operations = {
    ...models.operations,
    ...configs.operations,
    ...endpoints.operations,
    ...trainingJobs.operations,
    ...transformJobs.operations,
    ...tuningJobs.operations,
    ...notebookInstances.operations,
    ...lifecycleConfigs.operations,
    ...registry.groups.operations,
    ...registry.operations,
    ...host.tags.operations,
    ...refusedJobs,
  };

  const isOurs = (action: string, input: Members) =>
    Object.hasOwn(operations, action) &&
    (!Object.hasOwn(host.tags.operations, action) || host.tags.concern(input));

  return {
    handle(action, input) {
      const run = operations[action];
      if (!run || !isOurs(action, input)) return undefined;
      return Promise.resolve()
        .then(() => run(input))
        .then((body) => ({ status: 200, body }));
    },
    invokeEndpoint: (name, req, res) => invokeEndpoint(host, endpoints, name, req, res),
    async close() {
      host.beginClosing();
      tuningJobs.close();
      trainingJobs.close();
      transformJobs.close();
      await Promise.all([endpoints.close(), notebookInstances.close()]);
      await host.close();
    },
  };
};
