import type { SweepMode } from '@ngwaf/contracts';
import type { Listed, NotebookInstance } from '@ngwaf/sagemaker-utils';

import {
  configLeftOvers,
  endpointLeftOvers,
  isBatch,
  modelLeftOvers,
  notebookLeftOvers,
  runningJobLeftOvers,
  type Kind,
  type LeftOver,
  type Names,
} from './left-overs.ts';
import { createIsNeeded, type NeedsPorts } from './needs.ts';
import { createRemoval, type Outcome, type RemovalOptions, type RemovalPorts } from './removal.ts';

/** What the use case needs; `main.ts` supplies the real ones, specs supply fakes. */
export interface SweepPorts
  extends NeedsPorts, Pick<RemovalPorts, 'tagsOf' | 'remove' | 'secondsLeft'> {
  runningTrainingJobs(): Promise<Listed[]>;
  runningTuningJobs(): Promise<Listed[]>;
  runningTransformJobs(): Promise<Listed[]>;
  notebook(): Promise<NotebookInstance | undefined>;
  endpoints(): Promise<Listed[]>;
  endpointConfigs(): Promise<Listed[]>;
  models(): Promise<Listed[]>;
  /** The configs that an endpoint serves now and after an update that runs. */
  configsOfEndpoint(endpoint: string): Promise<string[]>;
  modelsOfConfig(config: string): Promise<string[]>;
  now(): Date;
}

export interface SweepOptions extends Names, RemovalOptions {
  /** Nothing younger is touched or reported. */
  graceSeconds: number;
}

export interface Found {
  kind: Kind;
  name: string;
  reason: string;
  age_seconds: number;
  outcome: Outcome | 'failed';
}

export interface Summary {
  mode: SweepMode;
  found: Found[];
  /** What could not be looked at or removed; the rest was swept all the same. */
  failures: string[];
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/**
 * Finds what costs money or clutters and belongs to no job that has not ended; removes it, if asked.
 *
 * A job that starts meanwhile is safe: its item is in the table before anything is made for it. So
 * what was listed before the table was read belongs to a job seen there or to none. Table and
 * endpoints are read again right before each removal.
 *
 * @throws {Error} the job table cannot be read: nothing is known to be left over then.
 */
export const sweep = async (ports: SweepPorts, options: SweepOptions): Promise<Summary> => {
  const found: Found[] = [];
  const failures: string[] = [];
  const attempt = async <T>(what: string, request: Promise<T>): Promise<T | undefined> => {
    try {
      return await request;
    } catch (error) {
      failures.push(`${what}: ${messageOf(error)}`);
      return undefined;
    }
  };

  const servedConfigs = async (): Promise<ReadonlySet<string>> => {
    const listed = (await ports.endpoints()).map(({ name }) => name);
    const live = options.models.map(({ endpoint }) => endpoint);
    const all = [...new Set([...live, ...listed])];
    return new Set((await Promise.all(all.map((name) => ports.configsOfEndpoint(name)))).flat());
  };
  const isNeeded = createIsNeeded(ports, options.models);
  const remove = createRemoval({ ...ports, isNeeded, servedConfigs }, options);

  const settle = async (items: LeftOver[]): Promise<void> => {
    for (const item of items) {
      const { kind, name, reason, since } = item;
      const age_seconds = Math.floor((ports.now().getTime() - since.getTime()) / 1000);
      if (age_seconds < options.graceSeconds || (await isNeeded(item))) continue;
      const failuresBefore = failures.length;
      const outcome = await attempt(`${kind} ${name}`, remove(item));
      const hasFailed = failures.length > failuresBefore;
      if (outcome || hasFailed) {
        found.push({ kind, name, reason, age_seconds, outcome: outcome ?? 'failed' });
      }
    }
  };

  // All of SageMaker first, the job table after it; models before the configs that serve them.
  const tuningJobs = await attempt('tuning jobs', ports.runningTuningJobs());
  const trainingJobs = await attempt('training jobs', ports.runningTrainingJobs());
  const transformJobs = await attempt('transform jobs', ports.runningTransformJobs());
  const notebook = await attempt('notebook instance', ports.notebook());
  const models = await attempt('models', ports.models());
  const configs = await attempt('endpoint configs', ports.endpointConfigs());
  const endpoints = await attempt('endpoints', ports.endpoints());
  const served = await attempt('what endpoints serve', servedConfigs());

  // A tuning job before its training jobs: it would go on and start others in their place.
  await settle(runningJobLeftOvers('tuning_job', tuningJobs ?? []));
  await settle(runningJobLeftOvers('training_job', trainingJobs ?? []));
  const transforms = (transformJobs ?? []).filter((job) => !isBatch(job, options.models));
  await settle(runningJobLeftOvers('transform_job', transforms));
  await settle(notebookLeftOvers(notebook, options));
  await settle(endpointLeftOvers(endpoints ?? [], options));
  // Without knowing what is in use, nothing is known to be unused.
  if (configs && served) {
    await settle(configLeftOvers(configs, served, options));
    const leaving = new Set(
      found
        .filter(({ kind }) => kind === 'endpoint_config')
        .filter(({ outcome }) => outcome === 'removed' || outcome === 'reported')
        .map(({ name }) => name),
    );
    const all = new Set([...served, ...configs.map(({ name }) => name)]);
    const staying = [...all].filter((name) => !leaving.has(name));
    const inConfigs = await attempt(
      'models of endpoint configs',
      Promise.all(staying.map((name) => ports.modelsOfConfig(name))),
    );
    if (inConfigs) await settle(modelLeftOvers(models ?? [], new Set(inConfigs.flat())));
  }
  return { mode: options.mode, found, failures };
};
