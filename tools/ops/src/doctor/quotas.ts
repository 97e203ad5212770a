import {
  paginateListAWSDefaultServiceQuotas,
  paginateListServiceQuotas,
  type ServiceQuota,
} from '@aws-sdk/client-service-quotas';
import type { Environment } from '@ngwaf/infra/environments';
import { MODELS, type ModelEntry } from '@ngwaf/model-catalogue';
import { attempt, couldNotBeChecked } from './attempt.ts';
import type { Finding } from './check.ts';
import type { Clients } from './clients.ts';
import { addedUp, modelQuotas } from './model-quotas.ts';

/** A quota that the stack needs room in; found by its name, since the code differs by instance type. */
export interface NeededQuota {
  service: 'sagemaker' | 'lambda';
  name: string;
  needed: number;
  why: string;
}

/** Of a new account; more predictions at once than that are refused. */
const NEW_ACCOUNT_CONCURRENCY = 10;

/** What an environment needs of the account's quotas, over and above what others use. */
export const neededQuotas = (
  environment: Environment,
  models: readonly ModelEntry[] = MODELS,
): NeededQuota[] => {
  const { endpointInstanceType, endpointInstanceCount } = environment;
  const endpoint: NeededQuota = {
    service: 'sagemaker',
    name: `${endpointInstanceType} for endpoint usage`,
    needed: 2 * endpointInstanceCount,
    why: 'the live endpoint, twice while models are switched',
  };
  return addedUp([
    ...(environment.scoring.mode === 'in-process' ? [] : [endpoint]),
    {
      service: 'sagemaker',
      name: `${environment.trainingInstanceType} for training job usage`,
      needed: 1,
      why: 'the training job',
    },
    {
      service: 'sagemaker',
      name: `${environment.notebookInstanceType} for notebook instance usage`,
      needed: 1,
      why: 'the training notebook',
    },
    {
      service: 'lambda',
      name: 'Concurrent executions',
      needed: NEW_ACCOUNT_CONCURRENCY + 1,
      why: `a new account has ${NEW_ACCOUNT_CONCURRENCY}, and the API answers 5xx to more requests at once`,
    },
    ...modelQuotas(models),
  ]);
};

/** Whether there is room; `quota` is undefined where Service Quotas knows none of this name. */
export const judgeQuota = (
  { service, name, needed, why }: NeededQuota,
  quota: Pick<ServiceQuota, 'QuotaCode' | 'Value'> | undefined,
  region: string,
): Finding => {
  const check = name;
  if (quota?.Value === undefined) {
    return {
      check,
      status: 'unknown',
      found: `could not be checked: Service Quotas lists no quota of ${service} with this name in ${region}`,
      expected: `${needed}: ${why}`,
    };
  }
  if (quota.Value >= needed)
    return { check, status: 'ok', found: `${quota.Value}, needed ${needed}` };
  return {
    check,
    // Without an instance nothing runs; with few executions the API is slow for many, but works.
    status: service === 'lambda' ? 'warning' : 'problem',
    found: String(quota.Value),
    expected: `${needed} or more: ${why}`,
    remedy: `aws service-quotas request-service-quota-increase --region ${region} --service-code ${service} --quota-code ${quota.QuotaCode ?? '…'} --desired-value ${service === 'lambda' ? 1000 : needed}`,
  };
};

type QuotasByName = Map<string, ServiceQuota>;

/** Takes pages until every name is found: SageMaker has thousands of quotas. */
const collect = async (
  pages: AsyncIterable<{ Quotas?: ServiceQuota[] | undefined }>,
  names: readonly string[],
  found: QuotasByName,
): Promise<void> => {
  for await (const { Quotas = [] } of pages) {
    for (const quota of Quotas) {
      if (names.includes(quota.QuotaName ?? '')) found.set(quota.QuotaName ?? '', quota);
    }
    if (names.every((name) => found.has(name))) return;
  }
};

const findQuotas = async (
  client: Clients['quotas'],
  service: NeededQuota['service'],
  names: readonly string[],
): Promise<QuotasByName> => {
  const found: QuotasByName = new Map();
  const [config, input] = [{ client, pageSize: 100 }, { ServiceCode: service }];
  await collect(paginateListServiceQuotas(config, input), names, found);
  // Quotas that were never changed may be listed among the defaults alone.
  const missing = names.filter((name) => !found.has(name));
  if (missing.length > 0) {
    await collect(paginateListAWSDefaultServiceQuotas(config, input), missing, found);
  }
  return found;
};

/** Looks the needed quotas up, service by service. */
export const checkQuotas = async (
  { quotas: client }: Pick<Clients, 'quotas'>,
  environment: Environment,
  region: string,
  models: readonly ModelEntry[] = MODELS,
): Promise<Finding[]> => {
  const needed = neededQuotas(environment, models);
  const services = [...new Set(needed.map(({ service }) => service))];
  const findings = await Promise.all(
    services.map(async (service) => {
      const ofService = needed.filter((quota) => quota.service === service);
      const names = ofService.map(({ name }) => name);
      const { answer, error } = await attempt(() => findQuotas(client, service, names));
      if (answer)
        return ofService.map((quota) => judgeQuota(quota, answer.get(quota.name), region));
      const needs = ofService.map((quota) => `${quota.needed} of "${quota.name}" (${quota.why})`);
      const page = `https://${region}.console.aws.amazon.com/servicequotas/home/services/${service}/quotas`;
      return [
        couldNotBeChecked(
          `quotas of ${service}`,
          error,
          `see ${page}: needed are ${needs.join(', ')}`,
        ),
      ];
    }),
  );
  return findings.flat();
};
