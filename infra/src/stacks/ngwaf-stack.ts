import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import {
  IMAGE_NAMES,
  PROJECT,
  formatTags,
  pipelineTags,
  resourceNames,
  wafBucketKeys,
  type FunctionName,
} from '@ngwaf/contracts';
import type { Environment } from '../config/environments.ts';
import { AbandonedExecutions } from '../constructs/abandoned-executions.ts';
import { AccessLogBucket } from '../constructs/access-log-bucket.ts';
import { AlarmTopic } from '../constructs/alarm-topic.ts';
import { ApiGatewayLogging } from '../constructs/api-gateway-logging.ts';
import { Dashboard } from '../constructs/dashboard.ts';
import { DataBucket } from '../constructs/data-bucket.ts';
import { DeployedFunction } from '../constructs/deployed-function.ts';
import { EncryptionKey } from '../constructs/encryption-key.ts';
import { ImageRepository } from '../constructs/image-repository.ts';
import { InProcessScoring } from '../constructs/in-process-scoring.ts';
import { InvokeApiPolicy } from '../constructs/invoke-api-policy.ts';
import { JobTable } from '../constructs/job-table.ts';
import { JobTopic } from '../constructs/job-topic.ts';
import { Location } from '../constructs/location.ts';
import { ModelRegistry } from '../constructs/model-registry.ts';
import { ModelRole } from '../constructs/model-role.ts';
import { PublishedOutputParameter } from '../constructs/published-output-parameter.ts';
import { RestApi } from '../constructs/rest-api.ts';
import { ServingEndpoint } from '../constructs/serving-endpoint.ts';
import { SweepSchedule } from '../constructs/sweep-schedule.ts';
import { TrainingJobs } from '../constructs/training-jobs.ts';
import { TrainingNotebook } from '../constructs/training-notebook.ts';
import { TrainingPipeline } from '../constructs/training-pipeline.ts';
import { WebAcl } from '../constructs/web-acl.ts';
import { Framework } from '../framework/framework.ts';
import * as settings from './functions.ts';
import { declareOutputs } from './outputs.ts';
import { grantPermissions } from './permissions.ts';
import { pipelineEnvironment } from './pipeline-environment.ts';
import { limitRoles } from './limit-roles.ts';
import { storeState } from './store-state.ts';
import { Variables } from './variables.ts';

const LIFECYCLE_SCRIPT = join(import.meta.dirname, '../../../notebooks/lifecycle/on-start.sh');

/** Everything of one environment. */
export class NgwafStack extends TerraformStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    storeState(this, id, environment);
    const variables = new Variables(this, 'variables', environment);
    this.provider(environment, variables);

    const { prefix, logRetentionDays, scoring } = environment;
    const location = new Location(this, 'location');
    const encryption = new EncryptionKey(this, 'encryption', {
      namePrefix: prefix,
      location,
      customerKey: environment.customerKey,
    });
    const kmsKeyArn = encryption.arn;
    const common = { namePrefix: prefix, location, encryption };
    const alarms = new AlarmTopic(this, 'alarms', {
      namePrefix: prefix,
      email: variables.alarmEmail,
      kmsKeyArn,
    });

    const bucket = (thing: string) => ({
      name: `${prefix}-${thing}-${location.accountId}`,
      retain: variables.retainData,
      requireTls: variables.requireTls,
      encryption,
    });
    const accessLogs = new AccessLogBucket(this, 'access_logs', {
      ...bucket('access-logs'),
      ...common,
      retentionDays: logRetentionDays,
    }).bucket;
    const artefacts = new DataBucket(this, 'artefacts', { ...bucket('artefacts'), accessLogs });
    const waf = new DataBucket(this, 'waf', {
      ...bucket('waf'),
      accessLogs,
      // Long enough to look into a failed job.
      expire: [{ prefix: wafBucketKeys.scratchPrefix, days: 14 }],
    });
    const train = new DataBucket(this, 'train', { ...bucket('train'), accessLogs });
    for (const image of IMAGE_NAMES) {
      new ImageRepository(this, `image_${image.replaceAll('-', '_')}`, {
        namePrefix: prefix,
        image,
        retain: variables.retainData,
        encryption,
      });
    }
    const jobs = new JobTable(this, 'jobs', {
      name: resourceNames(prefix).table,
      retain: variables.retainData,
      encryption,
    });

    const modelRole = new ModelRole(this, 'model_role', common);
    const registry = new ModelRegistry(this, 'registry', {
      groupName: resourceNames(prefix).modelPackageGroup,
      description: 'Versions of the WAF model',
      location,
    });
    const endpoint = new ServingEndpoint(this, 'endpoint', {
      ...common,
      alarms,
      isNeeded: scoring.mode !== 'in-process',
    });
    const trainingJobs = new TrainingJobs(location, prefix);
    const notebookEnvironment = pipelineEnvironment({
      environment,
      variables,
      location,
      modelRole,
      endpoint,
      encryption,
      bucketName: bucket('waf').name,
      artefactBucketName: bucket('artefacts').name,
    });
    const notebook = new TrainingNotebook(this, 'notebook', {
      ...common,
      instanceType: environment.notebookInstanceType,
      script: readFileSync(LIFECYCLE_SCRIPT, 'utf8'),
      environment: notebookEnvironment,
      network: environment.notebookNetwork,
    });

    const add = (name: FunctionName, own: settings.FunctionSettings) =>
      new DeployedFunction(this, name.replaceAll('-', '_'), {
        name,
        namePrefix: prefix,
        artefacts,
        logRetentionDays,
        encryption,
        alarms,
        ...own,
      });
    const table = { JOB_TABLE_NAME: jobs.name };
    const notebookName = { NOTEBOOK_INSTANCE_NAME: notebook.instanceName };
    const startNotebook = add(
      'start-notebook',
      settings.startNotebook({ ...table, ...notebookName }),
    );
    const jobTopic = new JobTopic(this, 'job_topic', common);
    const exitNotebook = add(
      'exit-notebook',
      settings.exitNotebook({
        ...table,
        ...notebookName,
        ENDPOINT_NAME: endpoint.name,
        MODEL_PACKAGE_GROUP: registry.groupName,
        SCORING_MODE: scoring.mode,
        WAF_BUCKET: waf.name,
        HEARTBEAT_SECONDS: variables.heartbeatSeconds.stringValue,
        JOB_TOPIC_ARN: jobTopic.arn,
      }),
    );
    const pipeline = new TrainingPipeline(this, 'pipeline', {
      ...common,
      startNotebook,
      exitNotebook,
      maxWaitingSeconds: variables.maxWaitingSeconds.numberValue,
      heartbeatSeconds: variables.heartbeatSeconds.numberValue,
      logRetentionDays,
      kmsKeyArn,
      alarms,
    });
    const framework = new Framework(this, 'framework', {
      ...common,
      environment,
      variables,
      kmsKeyArn,
      logRetentionDays,
      alarms,
      artefacts,
      accessLogs,
      jobs,
      jobTopic,
      bucket,
      add,
    });
    const functions: Record<FunctionName, DeployedFunction> = {
      ...framework.functions,
      'start-notebook': startNotebook,
      'exit-notebook': exitNotebook,
      'retrain-trigger': add(
        'retrain-trigger',
        settings.retrainTrigger({
          ...table,
          TRAIN_BUCKET: train.name,
          WAF_BUCKET: waf.name,
          STATE_MACHINE_ARN: pipeline.arn,
          MAX_WAITING_SECONDS: variables.maxWaitingSeconds.stringValue,
          MAX_DATA_SET_BYTES: variables.maxDataSetBytes.stringValue,
        }),
      ),
      'check-job-status': add('check-job-status', settings.checkJobStatus(table)),
      'get-all-job-status': add('get-all-job-status', settings.getAllJobStatus(table)),
      'sm-serving': add(
        'sm-serving',
        settings.smServing({ ENDPOINT_NAME: endpoint.name, WAF_BUCKET: waf.name }, scoring),
      ),
      sweeper: add(
        'sweeper',
        settings.sweeper({
          ...table,
          ...notebookName,
          NAME_PREFIX: prefix,
          OWNER_TAGS: formatTags(pipelineTags(environment.name)),
          VERSIONS_KEPT: String(environment.versionsKept),
          SWEEP_MODE: environment.sweeper.mode,
          SCORING_MODE: scoring.mode,
          GRACE_SECONDS: String(environment.sweeper.graceMinutes * 60),
        }),
      ),
    };
    new SweepSchedule(this, 'sweep', {
      ...common,
      sweeper: functions.sweeper,
      schedule: environment.sweeper.schedule,
      alarms,
    });
    new AbandonedExecutions(this, 'abandoned_executions', {
      ...common,
      pipeline,
      ending: exitNotebook,
      alarms,
    });
    if (scoring.mode !== 'endpoint') {
      new InProcessScoring(this, 'in_process', {
        serving: functions['sm-serving'],
        isFallback: scoring.mode === 'endpoint-with-fallback',
        alarms,
      });
    }
    grantPermissions({
      scoringMode: scoring.mode,
      ...{ functions, notebook, modelRole, artefacts, waf, train },
      ...{ jobs, jobTopic, registry, endpoint, trainingJobs, pipeline, encryption },
    });

    const api = new RestApi(this, 'api', {
      namePrefix: prefix,
      stageName: environment.name,
      functions,
      throttle: environment.throttle,
      ...(environment.dashboard && {
        dashboard: new Dashboard(this, 'dashboard', { ...common, artefacts }).source,
      }),
      usagePlans: environment.usagePlans,
      requireSignatures: environment.apiAuthorization === 'api-key-and-iam',
      kmsKeyArn,
      logRetentionDays,
      ...(environment.ownsApiGatewayAccount && {
        loggingAllowed: new ApiGatewayLogging(this, 'api_logging', { namePrefix: prefix }).allowed,
      }),
      alarms,
    });
    this.guard(environment, api, kmsKeyArn);
    const outputs = {
      api_url: api.url,
      dashboard_url: api.dashboardUrl,
      rest_api_id: api.id,
      usage_plan_ids: api.usagePlanIds,
      region: location.region,
      bucket: waf.name,
      train_bucket: train.name,
      artefact_bucket: artefacts.name,
      table: jobs.name,
      endpoint_name: endpoint.name,
      state_machine_arn: pipeline.arn,
      function_prefix: prefix,
      pipeline_environment: notebookEnvironment,
    };
    declareOutputs(this, outputs);
    new PublishedOutputParameter(this, 'outputs', { namePrefix: prefix, outputs });
    if (environment.permissionsBoundary !== undefined) {
      limitRoles(this, location, environment.permissionsBoundary);
    }
  }

  /** What stands before the API, by the environment's options. */
  private guard(environment: Environment, api: RestApi, kmsKeyArn: string | undefined): void {
    const { prefix, webAcl, logRetentionDays, usagePlans } = environment;
    if (environment.apiAuthorization === 'api-key-and-iam') {
      new InvokeApiPolicy(this, 'callers', { namePrefix: prefix, executionArn: api.executionArn });
    }
    if (webAcl === 'none') return;
    new WebAcl(this, 'web_acl', {
      namePrefix: prefix,
      webAcl,
      stageArn: api.stageArn,
      // One address may send what one ordinary key may: five minutes long.
      requestsPerAddress: (usagePlans['standard']?.ratePerSecond ?? 1) * 300,
      logRetentionDays,
      kmsKeyArn,
    });
  }

  /** Endpoint and credentials come from AWS's own variables and profiles. */
  private provider(environment: Environment, variables: Variables): void {
    const { region, accountId } = environment;
    new AwsProvider(this, 'aws', {
      ...(region !== undefined && { region }),
      ...(accountId !== undefined && { allowedAccountIds: [accountId] }),
      s3UsePathStyle: variables.s3UsePathStyle,
      defaultTags: [
        { tags: { project: PROJECT, environment: environment.name, 'managed-by': 'terraform' } },
      ],
    });
  }
}
