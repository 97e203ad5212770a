import { versionResourceName } from '@ngwaf/contracts';
import type { Listed, NotebookInstance } from '@ngwaf/sagemaker-utils';

export type Kind =
  | 'training_job'
  | 'tuning_job'
  | 'transform_job'
  | 'notebook_instance'
  | 'endpoint'
  | 'endpoint_config'
  | 'model';

/** Something that costs money or clutters, unless a job that has not ended needs it. */
export interface LeftOver {
  kind: Kind;
  name: string;
  /** Absent for the notebook instance, which Terraform made: it is ours without a look at its tags. */
  arn?: string;
  since: Date;
  reason: string;
}

/** A model of the catalogue, by the names of what belongs to it. */
export interface ServedModel {
  /** Its name in the catalogue and in jobs. */
  model: string;
  /** Its live endpoint. */
  endpoint: string;
  /** Whether it is served by that endpoint; else nothing of it is to be there. */
  hasEndpoint: boolean;
  /** How many superseded versions keep endpoint config and model. */
  versionsKept: number;
  /** Whether the notebook instance trains it. */
  isNotebook: boolean;
}

/** Which names the stack uses. */
export interface Names {
  notebookInstance: string;
  models: readonly ServedModel[];
}

/** The model whose version, or whose job's work, goes by a name. */
export const modelOf = (models: readonly ServedModel[], name: string): ServedModel | undefined =>
  models
    .filter(({ endpoint }) => name.startsWith(versionResourceName(endpoint, '')))
    // One endpoint's name may begin with another's.
    .sort((one, other) => other.endpoint.length - one.endpoint.length)[0];

const leftOver =
  (kind: Kind, reason: string) =>
  ({ name, arn, createdAt }: Listed): LeftOver => ({ kind, name, arn, since: createdAt, reason });

/** Jobs of SageMaker that are in progress. */
export const runningJobLeftOvers = (
  kind: 'training_job' | 'tuning_job' | 'transform_job',
  jobs: Listed[],
): LeftOver[] => jobs.map(leftOver(kind, 'it runs, and its job has ended or never was'));

/** Batches that a user asked for are nobody's job: they end by themselves. */
export const isBatch = ({ name }: Listed, models: readonly ServedModel[]): boolean =>
  models.some(({ endpoint }) => name.startsWith(`${endpoint}-batch-`));

/** The notebook instance, in the states in which it costs something. */
export const notebookLeftOvers = (
  notebook: NotebookInstance | undefined,
  { notebookInstance }: Names,
): LeftOver[] =>
  notebook?.status === 'InService' || notebook?.status === 'Pending'
    ? [
        {
          kind: 'notebook_instance',
          name: notebookInstance,
          since: notebook.changedAt ?? new Date(0),
          reason: `it is ${notebook.status}, and no job runs`,
        },
      ]
    : [];

/** Endpoints beside the live ones. */
export const endpointLeftOvers = (endpoints: Listed[], { models }: Names): LeftOver[] =>
  endpoints
    .filter(
      ({ name }) => !models.some(({ endpoint, hasEndpoint }) => hasEndpoint && endpoint === name),
    )
    .map(leftOver('endpoint', 'it is not the live endpoint of any model'));

/**
 * Endpoint configs (newest first) that no endpoint serves, past the last few versions of each model:
 * the same rule by which the pipeline removes old versions after a switch.
 */
export const configLeftOvers = (
  configs: Listed[],
  served: ReadonlySet<string>,
  { models }: Names,
): LeftOver[] => {
  const idle = configs.filter(({ name }) => !served.has(name));
  const kept = new Set(
    models.flatMap((model) =>
      idle.filter(({ name }) => modelOf(models, name) === model).slice(0, model.versionsKept),
    ),
  );
  return idle
    .filter((config) => !kept.has(config))
    .map(
      leftOver(
        'endpoint_config',
        'no endpoint serves it, and it is past the versions that are kept',
      ),
    );
};

/** Models that none of the endpoint configs that stay serves. */
export const modelLeftOvers = (models: Listed[], inConfigs: ReadonlySet<string>): LeftOver[] =>
  models
    .filter(({ name }) => !inConfigs.has(name))
    .map(leftOver('model', 'no endpoint config that is kept serves it'));
