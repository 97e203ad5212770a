import type { Environment } from '@ngwaf/infra/environments';
import { MODELS, chooseInstances, type ModelEntry } from '@ngwaf/model-catalogue';
import { resourcesOf, type SynthesisedStack } from '../synthesised-stack.ts';
import { PRICES, type Price } from './prices.ts';
import { unpricedTypes } from './resource-types.ts';

/** One line of an estimate; `usd` is undefined where the price is not in the table. */
export interface CostLine {
  what: string;
  how: string;
  usd: number | undefined;
  source: string;
}

/** What an environment costs, by its configuration. */
export interface CostEstimate {
  environment: string;
  /** Region of the prices. */
  region: string;
  asOf: string;
  idleMonth: CostLine[];
  retraining: CostLine[];
  /** One training of each model of the framework. */
  modelTrainings: CostLine[];
  millionPredictions: CostLine[];
  /** Types of resources that the table of prices knows nothing of. */
  unpriced: string[];
}

export const HOURS_PER_MONTH = 730;
const SMALL_DATA_BYTES = 1_000_000;
/** Challenger and champion are each scored by a job. */
const COMPARED = 2;
/** How long each part of a retraining takes on AWS at most: estimates from SageMaker's start times. */
const RETRAINING_MINUTES = { notebook: 25, training: 5, switch: 10 };
/** Of `sm-serving`, the wait for the endpoint included; estimates for calls that are not its first. */
const PREDICTION_SECONDS = { endpoint: 0.02, inProcess: 0.005 };

/** With cents, or with as many digits as the price has. */
const money = (usd: number): string =>
  Number(usd.toFixed(2)) === usd ? usd.toFixed(2) : String(usd);

const line = (what: string, how: string, price: Price | undefined, amount: number): CostLine => ({
  what,
  how: price ? `${how}, ${money(price.usd)} per ${price.unit}` : `${how}: not in the price table`,
  usd: price && price.usd * amount,
  source: price?.source ?? '',
});

const instances = (
  what: string,
  type: string,
  count: number,
  hours: number,
  time: string,
): CostLine => line(what, `${count} × ${type}${time}`, PRICES.instances[type], count * hours);

/** The lines for what there are several of; none for what there is not. */
const each = (what: string, price: Price, count: number): CostLine[] =>
  count === 0 ? [] : [line(what, String(count), price, count)];

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

const notebookOf = (stack: SynthesisedStack) =>
  resourcesOf(stack, 'aws_sagemaker_notebook_instance')[0];

const isInProcess = ({ scoring }: Environment): boolean => scoring.mode === 'in-process';

/** The WAF's live endpoint, or what there would be to pay if there were one. */
const liveEndpoint = (environment: Environment): CostLine => {
  const { endpointInstanceType, endpointInstanceCount } = environment;
  const endpoint = instances(
    'live endpoint',
    endpointInstanceType,
    endpointInstanceCount,
    HOURS_PER_MONTH,
    '',
  );
  if (!isInProcess(environment)) return endpoint;
  return {
    ...endpoint,
    usd: 0,
    how: `none, requests are scored in process (saves ${endpoint.how})`,
  };
};

/** The live endpoint of a model; one without instances costs nothing at idle. */
const modelEndpoint = ({ code, serving }: ModelEntry): CostLine =>
  serving.kind === 'real-time'
    ? instances(
        `endpoint of ${code}`,
        serving.instanceType,
        serving.minInstances,
        HOURS_PER_MONTH,
        '',
      )
    : { what: `endpoint of ${code}`, how: 'serverless: nothing at idle', usd: 0, source: '' };

/** Training, tuning where there is any, and the comparison with the champion. */
const modelTraining = ({ code, algorithm, training }: ModelEntry): CostLine => {
  const { instanceType, instanceCount } = chooseInstances(
    SMALL_DATA_BYTES,
    training.instance,
  ).training;
  const jobs = 1 + (algorithm.tuning?.maxJobs ?? 0) + COMPARED;
  const time = ` for ${RETRAINING_MINUTES.training} min, ${jobs} jobs`;
  return instances(
    code,
    instanceType,
    instanceCount,
    (jobs * RETRAINING_MINUTES.training) / 60,
    time,
  );
};

const idleMonth = (
  environment: Environment,
  stack: SynthesisedStack,
  models: readonly ModelEntry[],
): CostLine[] => {
  const count = (type: string) => resourcesOf(stack, type).length;
  const rules = resourcesOf(stack, 'aws_wafv2_web_acl')
    .map(({ rule }) => (Array.isArray(rule) ? rule.length : 0))
    .reduce((sum, number) => sum + number, 0);
  const volume = numberOf(notebookOf(stack)?.['volume_size']);
  return [
    liveEndpoint(environment),
    ...models.map(modelEndpoint),
    ...each('alarms', PRICES.alarm, count('aws_cloudwatch_metric_alarm')),
    line('volume of the stopped notebook', `${volume} GB`, PRICES.notebookVolume, volume),
    ...each('dashboards', PRICES.dashboard, count('aws_cloudwatch_dashboard')),
    ...each('customer key', PRICES.key, count('aws_kms_key')),
    ...each('web ACL', PRICES.webAcl, count('aws_wafv2_web_acl')),
    ...each('rules of the web ACL', PRICES.webAclRule, rules),
  ];
};

const retraining = (environment: Environment, stack: SynthesisedStack): CostLine[] => {
  const { notebook, training, switch: switching } = RETRAINING_MINUTES;
  const { trainingInstanceType, endpointInstanceType, endpointInstanceCount } = environment;
  const notebookType = String(notebookOf(stack)?.['instance_type']);
  return [
    instances('notebook', notebookType, 1, notebook / 60, ` for ${notebook} min`),
    instances('training job', trainingInstanceType, 1, training / 60, ` for ${training} min`),
    ...(isInProcess(environment)
      ? []
      : [
          instances(
            'second fleet while models are switched',
            endpointInstanceType,
            endpointInstanceCount,
            switching / 60,
            ` for ${switching} min`,
          ),
        ]),
  ];
};

const millionPredictions = (environment: Environment, stack: SynthesisedStack): CostLine[] => {
  const seconds = PREDICTION_SECONDS[isInProcess(environment) ? 'inProcess' : 'endpoint'];
  const serving = resourcesOf(stack, 'aws_lambda_function').find((each) =>
    String(each['function_name']).endsWith('-sm-serving'),
  );
  const gigabytes = numberOf(serving?.['memory_size']) / 1024;
  const gbSeconds = 1e6 * seconds * gigabytes;
  const isBehindWebAcl = resourcesOf(stack, 'aws_wafv2_web_acl_association').length > 0;
  return [
    line('API Gateway', '1 million', PRICES.apiRequests, 1),
    line('Lambda, requests', '1 million', PRICES.functionRequests, 1),
    line(
      'Lambda, time',
      `${gigabytes} GB for ${seconds * 1000} ms each`,
      PRICES.functionGbSecond,
      gbSeconds,
    ),
    ...(isBehindWebAcl ? [line('web ACL', '1 million', PRICES.webAclRequests, 1)] : []),
  ];
};

/** What an environment costs at idle, for a retraining, and for a million predictions. */
export const estimateCost = (
  environment: Environment,
  stack: SynthesisedStack,
  models: readonly ModelEntry[] = MODELS,
): CostEstimate => {
  const ofFramework = models.filter(({ pipeline }) => pipeline === 'framework');
  return {
    environment: environment.name,
    region: PRICES.region,
    asOf: PRICES.asOf,
    idleMonth: idleMonth(environment, stack, ofFramework),
    retraining: retraining(environment, stack),
    modelTrainings: ofFramework.map(modelTraining),
    millionPredictions: millionPredictions(environment, stack),
    unpriced: unpricedTypes(stack),
  };
};

/** The sum of what has a price, and whether something has none. */
export const total = (lines: readonly CostLine[]): { usd: number; isComplete: boolean } => ({
  usd: lines.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
  isComplete: lines.every(({ usd }) => usd !== undefined),
});
