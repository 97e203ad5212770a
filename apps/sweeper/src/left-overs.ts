import { versionResourceName } from '@ngwaf/contracts';
import type { Listed, NotebookInstance } from '@ngwaf/sagemaker-utils';

export type Kind = 'training_job' | 'notebook_instance' | 'endpoint' | 'endpoint_config' | 'model';

/** Something that costs money or clutters, unless a job that has not ended needs it. */
export interface LeftOver {
  kind: Kind;
  name: string;
  /** Absent for the notebook instance, which Terraform made: it is ours without a look at its tags. */
  arn?: string;
  since: Date;
  reason: string;
}

/** Which names the stack uses. */
export interface Names {
  notebookInstance: string;
  /** The live endpoint. */
  endpoint: string;
  /** How many superseded versions keep endpoint config and model. */
  versionsKept: number;
}

const leftOver =
  (kind: Kind, reason: string) =>
  ({ name, arn, createdAt }: Listed): LeftOver => ({ kind, name, arn, since: createdAt, reason });

/** Training jobs that are in progress. */
export const trainingJobLeftOvers = (jobs: Listed[]): LeftOver[] =>
  jobs.map(leftOver('training_job', 'it runs, and its job has ended or never was'));

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

/** Endpoints beside the live one. */
export const endpointLeftOvers = (endpoints: Listed[], { endpoint }: Names): LeftOver[] =>
  endpoints
    .filter(({ name }) => name !== endpoint)
    .map(leftOver('endpoint', `it runs beside the live endpoint ${endpoint}`));

/**
 * Endpoint configs (newest first) that no endpoint serves, past the last few versions of the live
 * endpoint: the same rule by which the pipeline removes old versions after a switch.
 */
export const configLeftOvers = (
  configs: Listed[],
  served: ReadonlySet<string>,
  { endpoint, versionsKept }: Names,
): LeftOver[] => {
  const idle = configs.filter(({ name }) => !served.has(name));
  const isVersion = ({ name }: Listed) => name.startsWith(versionResourceName(endpoint, ''));
  const kept = new Set(idle.filter(isVersion).slice(0, versionsKept));
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
