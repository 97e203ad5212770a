/** The project's part of every name. */
export const PROJECT = 'ngwaf';

/** What every physical name of an environment starts with. */
export const environmentPrefix = (environment: string): string => `${PROJECT}-${environment}`;

/** The functions that serve every model of the catalogue, each its own app under `apps/`. */
export const FRAMEWORK_FUNCTION_NAMES = [
  'prepare-data',
  'evaluate-model',
  'model-predictions',
  'deploy-model',
  'label-queue',
  'batch-predictions',
  'start-training',
  'finish-training',
  'apply-intervention',
  'user-restrictions',
  'store-predictions',
  'notify-operator',
  'model-monitor',
] as const;
export type FrameworkFunctionName = (typeof FRAMEWORK_FUNCTION_NAMES)[number];

/** The functions of the stack, each its own app under `apps/`. */
export const FUNCTION_NAMES = [
  'retrain-trigger',
  'start-notebook',
  'exit-notebook',
  'check-job-status',
  'get-all-job-status',
  'sm-serving',
  'sweeper',
  ...FRAMEWORK_FUNCTION_NAMES,
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** The alias through which everything calls a function; code is shifted behind it. */
export const LIVE_ALIAS = 'live';

/** The one production variant of every endpoint config; metrics and alarms are named by it. */
export const ENDPOINT_VARIANT = 'live';

/** The model that this pipeline retrains. */
export const WAF_MODEL = 'waf';

/** Container images that models are trained and served in, by their folders in `apps/`. */
export const IMAGE_NAMES = ['random-forest'] as const;
export type ImageName = (typeof IMAGE_NAMES)[number];

/** Physical names, all from one prefix `<project>-<environment>`. */
export const resourceNames = (prefix: string) => ({
  function: (name: FunctionName) => `${prefix}-${name}`,
  /** Rings when calls of a function's live version fail. */
  functionErrorsAlarm: (name: FunctionName) => `${prefix}-${name}-errors`,
  table: `${prefix}-training-pipeline`,
  stateMachine: `${prefix}-training-pipeline`,
  /** The state machine that trains the models of the framework. */
  modelTraining: `${prefix}-model-training`,
  notebookInstance: `${prefix}-training`,
  lifecycleConfig: `${prefix}-training`,
  endpoint: `${prefix}-${WAF_MODEL}`,
  modelPackageGroup: `${prefix}-${WAF_MODEL}`,
  /** The live endpoint of a model of the framework, by its entry's code. */
  modelEndpoint: (code: string) => `${prefix}-${code}`,
  /** Ring when the live version of a model of the framework is bad: they take a switch back. */
  modelEndpointAlarms: (code: string) => ({
    errors: `${prefix}-${code}-endpoint-5xx`,
    latency: `${prefix}-${code}-endpoint-latency`,
  }),
  restApi: `${prefix}-api`,
  /** Event bus that predictions are put on. */
  predictionBus: `${prefix}-predictions`,
  restrictionTable: `${prefix}-restrictions`,
  labelTable: `${prefix}-labels`,
  /** Rings when a metric of a model reaches what its catalogue entry says; by the entry's code. */
  modelTriggerAlarm: (code: string, metric: string) => `${prefix}-${code}-${metric}-trigger`,
  /** Topic that says how jobs of the framework ended. */
  jobTopic: `${prefix}-jobs`,
  /** Policy for machines that call the API. */
  invokeApiPolicy: `${prefix}-invoke-api`,
  /** Repository of ECR with the releases of a container image. */
  imageRepository: (name: ImageName) => `${prefix}-${name}`,
  /** Parameter of SSM with the stack's outputs as JSON (`publishedOutputsSchema`). */
  outputsParameter: `/${prefix}/outputs`,
});

/**
 * Name of the SageMaker model and of the endpoint config of one version (a job key or `base-…`), and
 * of what its job runs (with a suffix where there are several).
 *
 * At most 63 characters, SageMaker's limit, for the WAF's prefixes of up to 28 characters.
 */
export const versionResourceName = (endpointName: string, version: string, suffix = ''): string =>
  `${endpointName}-${version}${suffix}`;

/** A job key, or the name of a version that no job made. */
const VERSION = /^(?:job-\d{4}(?:-\d\d){5}-[a-z0-9]+|base-[0-9a-f]+)$/;

/**
 * The version in the name of a SageMaker model or endpoint config; `undefined` where the name is not
 * one that {@link versionResourceName} gives for this endpoint.
 */
export const versionOfResource = (endpointName: string, name: string): string | undefined => {
  const version = name.startsWith(`${endpointName}-`) ? name.slice(endpointName.length + 1) : '';
  return VERSION.test(version) ? version : undefined;
};
