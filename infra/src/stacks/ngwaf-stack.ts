import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  resourceNames,
  wafBucketKeys,
  type FunctionName,
  type PipelineEnvironment,
  type StackOutputs,
} from '@ngwaf/contracts';
import { PROJECT, type Environment } from '../config/environments.ts';
import { AbandonedExecutions } from '../constructs/abandoned-executions.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { ApiGatewayLogging } from '../constructs/api-gateway-logging.ts';
import { DataBucket } from '../constructs/data-bucket.ts';
import { DeployedFunction } from '../constructs/deployed-function.ts';
import { JobTable } from '../constructs/job-table.ts';
import { Location } from '../constructs/location.ts';
import { ModelRegistry } from '../constructs/model-registry.ts';
import { ModelRole } from '../constructs/model-role.ts';
import { RestApi } from '../constructs/rest-api.ts';
import { ServingEndpoint } from '../constructs/serving-endpoint.ts';
import { TrainingJobs } from '../constructs/training-jobs.ts';
import { TrainingNotebook } from '../constructs/training-notebook.ts';
import { TrainingPipeline } from '../constructs/training-pipeline.ts';
import * as functions from './functions.ts';
import { Variables } from './variables.ts';

const LIFECYCLE_SCRIPT = join(import.meta.dirname, '../../../notebooks/lifecycle/on-start.sh');

/** Shorter than API Gateway's 29 s, so that the caller gets our answer and not a time-out. */
const ENDPOINT_TIMEOUT_MS = 20_000;

/** Everything of one environment. */
export class NgwafStack extends TerraformStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    // Written down relative to the stack's folder, so that the stack is the same on every machine;
    // `terraform init -backend-config=path=…` puts the state elsewhere.
    new LocalBackend(this, { path: `../../../terraform.${id}.tfstate` });
    const variables = new Variables(this, 'variables');
    new AwsProvider(this, 'aws', {
      ...(environment.region === undefined ? {} : { region: environment.region }),
      ...(environment.accountId === undefined
        ? {}
        : { allowedAccountIds: [environment.accountId] }),
      s3UsePathStyle: variables.s3UsePathStyle,
      defaultTags: [
        { tags: { project: PROJECT, environment: environment.name, 'managed-by': 'terraform' } },
      ],
    });

    const { prefix, logRetentionDays } = environment;
    const names = resourceNames(prefix);
    const location = new Location(this, 'location');
    const common = { namePrefix: prefix, location };
    const alarms = new AlarmTopic(this, 'alarms', {
      namePrefix: prefix,
      email: variables.alarmEmail,
    });

    const bucket = (thing: string) => ({
      name: `${prefix}-${thing}-${location.accountId}`,
      retain: variables.retainData,
      requireTls: variables.requireTls,
    });
    const artefacts = new DataBucket(this, 'artefacts', bucket('artefacts'));
    const waf = new DataBucket(this, 'waf', {
      ...bucket('waf'),
      // A job's copy of its data set: long enough to look into a failed job.
      expire: [{ prefix: wafBucketKeys.scratchPrefix, days: 14 }],
    });
    const train = new DataBucket(this, 'train', bucket('train'));
    const jobs = new JobTable(this, 'jobs', { name: names.table, retain: variables.retainData });

    const modelRole = new ModelRole(this, 'model_role', common);
    const registry = new ModelRegistry(this, 'registry', common);
    const endpoint = new ServingEndpoint(this, 'endpoint', { ...common, alarms });
    const trainingJobs = new TrainingJobs(location, prefix);

    const pipelineEnvironment: PipelineEnvironment = {
      NGWAF_REGION: location.region,
      NGWAF_TABLE: names.table,
      NGWAF_BUCKET: bucket('waf').name,
      NGWAF_ARTEFACT_BUCKET: bucket('artefacts').name,
      NGWAF_NOTEBOOK_INSTANCE: names.notebookInstance,
      NGWAF_ENDPOINT: endpoint.name,
      NGWAF_MODEL_PACKAGE_GROUP: names.modelPackageGroup,
      NGWAF_EXECUTION_ROLE_ARN: modelRole.arn,
      NGWAF_TRAINING_IMAGE: modelRole.imageUri,
      NGWAF_SERVING_IMAGE: modelRole.imageUri,
      NGWAF_TRAINING_INSTANCE_TYPE: environment.trainingInstanceType,
      NGWAF_ENDPOINT_INSTANCE_TYPE: environment.endpointInstanceType,
      NGWAF_ENDPOINT_INSTANCE_COUNT: String(environment.endpointInstanceCount),
      NGWAF_ROLLBACK_ALARMS: endpoint.rollbackAlarms.join(','),
      NGWAF_HEARTBEAT_SECONDS: variables.heartbeatSeconds.stringValue,
      NGWAF_VERSIONS_KEPT: String(environment.versionsKept),
    };
    const notebook = new TrainingNotebook(this, 'notebook', {
      ...common,
      instanceType: environment.notebookInstanceType,
      script: readFileSync(LIFECYCLE_SCRIPT, 'utf8'),
      environment: pipelineEnvironment,
    });

    const deployed = (name: FunctionName, settings: functions.FunctionSettings) =>
      new DeployedFunction(this, name.replaceAll('-', '_'), {
        name,
        namePrefix: prefix,
        artefacts,
        logRetentionDays,
        alarms,
        ...settings,
      });
    const startNotebook = deployed(
      'start-notebook',
      functions.startNotebook({
        JOB_TABLE_NAME: jobs.name,
        NOTEBOOK_INSTANCE_NAME: notebook.instanceName,
      }),
    );
    const exitNotebook = deployed(
      'exit-notebook',
      functions.exitNotebook({
        JOB_TABLE_NAME: jobs.name,
        NOTEBOOK_INSTANCE_NAME: notebook.instanceName,
        ENDPOINT_NAME: endpoint.name,
        MODEL_PACKAGE_GROUP: registry.groupName,
        HEARTBEAT_SECONDS: variables.heartbeatSeconds.stringValue,
      }),
    );
    const pipeline = new TrainingPipeline(this, 'pipeline', {
      ...common,
      startNotebook,
      exitNotebook,
      maxWaitingSeconds: variables.maxWaitingSeconds.numberValue,
      heartbeatSeconds: variables.heartbeatSeconds.numberValue,
      logRetentionDays,
      alarms,
    });
    new AbandonedExecutions(this, 'abandoned_executions', {
      ...common,
      pipeline,
      exitNotebook,
      alarms,
    });
    const retrainTrigger = deployed(
      'retrain-trigger',
      functions.retrainTrigger({
        JOB_TABLE_NAME: jobs.name,
        TRAIN_BUCKET: train.name,
        WAF_BUCKET: waf.name,
        STATE_MACHINE_ARN: pipeline.arn,
        MAX_WAITING_SECONDS: variables.maxWaitingSeconds.stringValue,
        MAX_DATA_SET_BYTES: variables.maxDataSetBytes.stringValue,
      }),
    );
    const checkJobStatus = deployed(
      'check-job-status',
      functions.checkJobStatus({ JOB_TABLE_NAME: jobs.name }),
    );
    const getAllJobStatus = deployed(
      'get-all-job-status',
      functions.getAllJobStatus({ JOB_TABLE_NAME: jobs.name }),
    );
    const smServing = deployed(
      'sm-serving',
      functions.smServing({
        ENDPOINT_NAME: endpoint.name,
        ENDPOINT_TIMEOUT_MS: String(ENDPOINT_TIMEOUT_MS),
      }),
    );

    jobs.grantStartJobs(retrainTrigger);
    train.grantRead(retrainTrigger);
    waf.grantWrite(retrainTrigger, wafBucketKeys.scratchPrefix);
    pipeline.grantStart(retrainTrigger);

    jobs.grantUpdate(startNotebook);
    notebook.grantControl(startNotebook);
    pipeline.grantHeartbeat(startNotebook);

    jobs.grantUpdate(exitNotebook);
    notebook.grantStop(exitNotebook);
    trainingJobs.grantStop(exitNotebook);
    endpoint.grantRestore(exitNotebook);
    registry.grantDecide(exitNotebook);

    jobs.grantRead(checkJobStatus);
    jobs.grantList(getAllJobStatus);
    endpoint.grantInvoke(smServing);

    artefacts.grantRead(notebook, 'notebooks/');
    waf.grantRead(notebook);
    waf.grantWrite(notebook);
    jobs.grantUpdate(notebook);
    pipeline.grantReport(notebook);
    trainingJobs.grantRun(notebook);
    modelRole.grantPass(notebook);
    modelRole.grantReadImage(notebook);
    registry.grantRegister(notebook);
    endpoint.grantDeploy(notebook);
    endpoint.grantInvoke(notebook);

    waf.grantRead(modelRole);
    waf.grantWrite(modelRole, wafBucketKeys.scratchPrefix);

    const logging = environment.ownsApiGatewayAccount
      ? new ApiGatewayLogging(this, 'api_logging', { namePrefix: prefix })
      : undefined;
    const api = new RestApi(this, 'api', {
      namePrefix: prefix,
      stageName: environment.name,
      functions: {
        'retrain-trigger': retrainTrigger,
        'start-notebook': startNotebook,
        'exit-notebook': exitNotebook,
        'check-job-status': checkJobStatus,
        'get-all-job-status': getAllJobStatus,
        'sm-serving': smServing,
      },
      throttle: environment.throttle,
      logRetentionDays,
      ...(logging === undefined ? {} : { loggingAllowed: logging.allowed }),
      alarms,
    });

    this.outputs({
      api_url: { description: 'Address of the API', value: api.url },
      api_key: { description: 'Value of the header X-API-Key', value: api.apiKey, sensitive: true },
      region: { description: 'Region of the stack', value: location.region },
      bucket: { description: 'WAF bucket: models, job records, snapshots', value: waf.name },
      train_bucket: { description: 'Where data sets are uploaded', value: train.name },
      artefact_bucket: { description: 'What releases ship', value: artefacts.name },
      table: { description: 'Jobs and the lease on the pipeline', value: jobs.name },
      endpoint_name: { description: 'The live endpoint', value: endpoint.name },
      state_machine_arn: { description: 'The training pipeline', value: pipeline.arn },
      function_prefix: { description: 'Functions are named <prefix>-<function>', value: prefix },
      pipeline_environment: {
        description: 'Environment of the command that creates the first endpoint',
        value: pipelineEnvironment,
      },
    });
  }

  private outputs(
    outputs: Record<
      keyof StackOutputs,
      { description: string; value: unknown; sensitive?: boolean }
    >,
  ): void {
    for (const [name, output] of Object.entries(outputs)) new TerraformOutput(this, name, output);
  }
}
