import { Testing } from 'cdktf';
import {
  FUNCTION_NAMES,
  publishedOutputsSchema,
  versionResourceName,
  type ScoringMode,
} from '@ngwaf/contracts';
import { MODELS } from '@ngwaf/model-catalogue';
import { environments, type Environment } from '../config/environments.ts';
import { UNSCOPED_ACTIONS } from '../config/unscoped-actions.ts';
import type { Statement } from '../constructs/role.ts';
import {
  onlyResource,
  parseSynthesised,
  type Json,
  type Synthesised,
} from '../testing/synthesised.ts';
import { NgwafStack } from './ngwaf-stack.ts';

const synthesiseEnvironment = (environment: Environment): Synthesised =>
  parseSynthesised(
    Testing.synth(new NgwafStack(Testing.app(), environment.prefix, environment), true),
  );

/** Yours, without what only some of them say. */
const unpinned = environments().map((environment): Environment => {
  const copy: Environment = {
    ...environment,
    ...{ backend: { type: 'local' }, variables: {} },
    ...{ apiAuthorization: 'api-key', webAcl: 'none', customerKey: 'none' },
  };
  delete copy.permissionsBoundary;
  delete copy.notebookNetwork;
  return copy;
});

/** Longest value that a name may have; account ids have twelve digits. */
const NAME_LIMITS: [type: string, attribute: string, limit: number][] = [
  ['aws_s3_bucket', 'bucket', 63],
  ['aws_iam_role', 'name', 64],
  ['aws_lambda_function', 'function_name', 64],
  ['aws_sfn_state_machine', 'name', 80],
  ['aws_sagemaker_notebook_instance', 'name', 63],
  ['aws_sagemaker_notebook_instance_lifecycle_configuration', 'name', 63],
  ['aws_sagemaker_model_package_group', 'model_package_group_name', 63],
  ['aws_cloudwatch_event_rule', 'name', 64],
  ['aws_sqs_queue', 'name', 80],
  ['aws_dynamodb_table', 'name', 255],
];

describe.each(unpinned)('$prefix', (environment) => {
  const synthesised = synthesiseEnvironment(environment);
  const { resource } = synthesised;
  const all = (type: string): Json[] => Object.values(resource[type] ?? {});

  it('has a function and an alias for each app', () => {
    expect(
      all('aws_lambda_function')
        .map((each) => each['function_name'])
        .sort(),
    ).toEqual(FUNCTION_NAMES.map((name) => `${environment.prefix}-${name}`).sort());
    expect(all('aws_lambda_alias')).toHaveLength(FUNCTION_NAMES.length);
  });

  it.each(NAME_LIMITS)(
    'starts the names of %s with the prefix and keeps %s short',
    (type, attribute, limit) => {
      expect(all(type).length).toBeGreaterThan(0);
      for (const each of all(type)) {
        const name = String(each[attribute]).replaceAll(/\$\{[^}]+\}/g, '123456789012');
        expect(name.startsWith(environment.prefix)).toBe(true);
        expect(name.length).toBeLessThanOrEqual(limit);
      }
    },
  );

  it('leaves room for the names of model versions', () => {
    const version = versionResourceName(
      `${environment.prefix}-waf`,
      'job-2026-03-01-12-00-00-abcdef',
    );

    expect(version.length).toBeLessThanOrEqual(63);
  });

  it('keeps no log for ever', () => {
    expect(all('aws_cloudwatch_log_group').length).toBeGreaterThan(0);
    for (const each of all('aws_cloudwatch_log_group')) {
      expect(each['retention_in_days']).toBe(environment.logRetentionDays);
    }
  });

  it('logs who reads and writes in every bucket but that of the logs', () => {
    const logged = all('aws_s3_bucket_logging').map((each) => each['target_prefix']);

    const ofModels = MODELS.filter(({ pipeline }) => pipeline === 'framework').flatMap(
      ({ code, data }) => [`models_${code}/`, `data_${data.bucket}/`],
    );
    expect(logged.sort()).toEqual(
      [
        ...['artefacts/', 'predictions/', 'train/', 'waf/'],
        ...new Set(ofModels.map((id) => id.replaceAll('-', '_'))),
      ].sort(),
    );
    expect(all('aws_s3_bucket')).toHaveLength(logged.length + 1);
  });

  it('tells the topic of every alarm', () => {
    for (const each of all('aws_cloudwatch_metric_alarm')) {
      expect(each['alarm_actions']).toEqual([expect.stringMatching(/aws_sns_topic/)]);
    }
  });

  it('holds no state of the pipeline and nothing that is live', () => {
    const runtime = [
      'aws_dynamodb_table_item',
      'aws_sagemaker_endpoint',
      'aws_sagemaker_endpoint_configuration',
      'aws_sagemaker_model',
    ];

    expect(Object.keys(resource).filter((type) => runtime.includes(type))).toEqual([]);
  });

  it('is the same wherever it is synthesised, and names no credentials', () => {
    expect(synthesised.text).not.toContain(process.cwd());
    expect(synthesised.text).not.toMatch(/access_key|secret_key/);
  });

  it('gives the pipeline its environment as texts', () => {
    const environmentOutput = synthesised.output['pipeline_environment']?.['value'] as Json;

    // A variable that is a number alone would be one in the output too.
    for (const value of Object.values(environmentOutput)) {
      expect(value).not.toMatch(/^\$\{var\.\w+\}$/);
    }
  });

  it('publishes its outputs, none of them secret, within what a parameter takes', () => {
    const parameter = onlyResource(synthesised, 'aws_ssm_parameter');
    const value = String(parameter['value']);
    // What a reference stands for: an ARN of some 130 characters, or a name of at most 63.
    const longest = value.replaceAll(/\$\{[^{}]+\}| = (data|aws)[\w.]+/g, (reference) =>
      'x'.repeat(reference.includes('.arn') ? 150 : 70),
    );

    expect(parameter['name']).toBe(`/${environment.prefix}/outputs`);
    expect(longest.length).toBeLessThan(4096);
    expect(value).not.toContain('api_key');
    for (const name of Object.keys(publishedOutputsSchema.shape)) {
      expect(value).toContain(`"${name}" = `);
    }
  });

  it('keeps its state in a file, or in a bucket with a lock', () => {
    const inBucket = synthesiseEnvironment({
      ...environment,
      accountId: '123456789012',
      region: 'eu-west-1',
      backend: { type: 's3', bucket: 'state', keyPrefix: 'waf/', kmsKeyId: 'alias/state' },
    });

    expect(synthesised.terraform.backend).toEqual({
      local: { path: `../../../terraform.${environment.prefix}.tfstate` },
    });
    expect(inBucket.terraform.backend).toEqual({
      s3: {
        bucket: 'state',
        key: `waf/${environment.prefix}.tfstate`,
        region: 'eu-west-1',
        encrypt: true,
        kms_key_id: 'alias/state',
        allowed_account_ids: ['123456789012'],
        use_lockfile: true,
      },
    });
  });

  it('limits every role by the boundary that is asked for, and none without', () => {
    const limited = synthesiseEnvironment({ ...environment, permissionsBoundary: 'boundary' });
    const boundaries = Object.values(limited.resource['aws_iam_role'] ?? {}).map(
      (role) => role['permissions_boundary'],
    );

    expect(new Set(boundaries)).toEqual(
      new Set([expect.stringMatching(/^arn:\$\{.+\}:iam::\$\{.+\}:policy\/boundary$/)]),
    );
    expect(all('aws_iam_role').filter((role) => 'permissions_boundary' in role)).toEqual([]);
  });

  it("takes values for Terraform's variables, and refuses one that there is not", () => {
    const told = synthesiseEnvironment({ ...environment, variables: { heartbeat_seconds: 60 } });

    expect(told.variable['heartbeat_seconds']?.['default']).toBe(60);
    expect(() => synthesiseEnvironment({ ...environment, variables: { heart: 60 } })).toThrow(
      `environment ${environment.name}: variables.heart: there is no such variable; there are s3_use_path_style`,
    );
  });

  it('has what the pipeline makes tagged as its own', () => {
    expect(synthesised.output['pipeline_environment']?.['value']).toMatchObject({
      NGWAF_TAGS: `project=ngwaf,environment=${environment.name},managed-by=pipeline`,
    });
  });

  it('logs no task token: whoever reads one can end the task', () => {
    expect(all('aws_sfn_state_machine').length).toBeGreaterThan(0);
    for (const each of all('aws_sfn_state_machine')) {
      expect(each['logging_configuration']).toMatchObject({ include_execution_data: false });
    }
  });
});

const OWN_LOG_AND_TRACES = [
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/** The first of the environments, scoring in a mode. */
const synthesiseMode = (mode: ScoringMode): Synthesised => {
  const [environment] = unpinned as [Environment];
  return synthesiseEnvironment({ ...environment, scoring: { ...environment.scoring, mode } });
};

const policiesOf = ({ data }: Synthesised) =>
  Object.entries(data['aws_iam_policy_document'] ?? {}).filter(([name]) =>
    name.includes('_permissions_'),
  );

const statementsIn =
  (documents: [string, Json][]) =>
  (role: string): Statement[] =>
    (documents.find(([name]) => name.startsWith(`${role}_role_permissions`))?.[1]['statement'] ??
      []) as Statement[];

describe.each([
  ['endpoint', ['sagemaker:InvokeEndpoint'], true, ['endpoint-5xx', 'endpoint-latency']],
  [
    'endpoint-with-fallback',
    ['s3:GetObject', 'sagemaker:InvokeEndpoint'],
    true,
    ['endpoint-5xx', 'endpoint-fallbacks', 'endpoint-latency', 'model-refresh'],
  ],
  ['in-process', ['s3:GetObject'], false, ['model-refresh']],
] as const)('scoring by %s', (mode, actions, hasEndpoint, alarms) => {
  const synthesised = synthesiseMode(mode);
  const statementsOf = statementsIn(policiesOf(synthesised));
  const servingFunction = Object.values(synthesised.resource['aws_lambda_function'] ?? {}).find(
    ({ function_name }) => String(function_name).endsWith('-sm-serving'),
  );

  it('tells the function and the pipeline', () => {
    expect(servingFunction).toMatchObject({
      environment: {
        variables: {
          SCORING_MODE: mode,
          ENDPOINT_TIMEOUT_MS: mode === 'endpoint-with-fallback' ? '300' : '20000',
          MODEL_REFRESH_SECONDS: '30',
        },
      },
    });
    expect(synthesised.output['pipeline_environment']?.['value']).toMatchObject({
      NGWAF_SCORING_MODE: mode,
    });
  });

  it('lets the function do what the mode needs and nothing else', () => {
    const statements = statementsOf('sm_serving');

    expect(statements.flatMap((each) => each.actions).sort()).toEqual(
      [...OWN_LOG_AND_TRACES, ...actions].sort(),
    );
    const read = statements.find((each) => each.actions.includes('s3:GetObject'));
    expect(read?.resources.map((resource) => resource.replace(/^\$\{[^}]+\}/, ''))).toEqual(
      (actions as readonly string[]).includes('s3:GetObject')
        ? ['/live/champion.json', '/models/*/model.tar.gz']
        : undefined,
    );
  });

  it.each(['notebook', 'exit_notebook'])('%s touches an endpoint only if there is one', (role) => {
    const touched = statementsOf(role)
      .flatMap((each) => each.actions)
      .filter((action) => /^sagemaker:\w+(Endpoint|EndpointConfig)$/.test(action));

    expect(touched.length > 0).toBe(hasEndpoint);
  });

  it('watches what there is', () => {
    const names = Object.values(synthesised.resource['aws_cloudwatch_metric_alarm'] ?? {})
      .map(({ alarm_name }) => String(alarm_name).replace(/^ngwaf-[a-z]+-/, ''))
      .filter((name) => /^(endpoint-|model-refresh)/.test(name));

    expect(names.sort()).toEqual(alarms);
  });
});

describe('permissions', () => {
  const documents = policiesOf(synthesiseMode('endpoint'));
  const statementsOf = statementsIn(documents);

  it.each([
    ['check_job_status', ['dynamodb:GetItem']],
    ['get_all_job_status', ['dynamodb:Query']],
    ['sm_serving', ['sagemaker:InvokeEndpoint']],
    [
      'sweeper',
      [
        'dynamodb:GetItem',
        'sagemaker:DeleteEndpoint',
        'sagemaker:DeleteEndpointConfig',
        'sagemaker:DeleteModel',
        'sagemaker:DescribeEndpoint',
        'sagemaker:DescribeEndpointConfig',
        'sagemaker:DescribeNotebookInstance',
        'sagemaker:ListEndpointConfigs',
        'sagemaker:ListEndpoints',
        'sagemaker:ListHyperParameterTuningJobs',
        'sagemaker:ListModels',
        // Of each kind that it removes.
        'sagemaker:ListTags',
        'sagemaker:ListTags',
        'sagemaker:ListTags',
        'sagemaker:ListTags',
        'sagemaker:ListTrainingJobs',
        'sagemaker:ListTransformJobs',
        'sagemaker:StopHyperParameterTuningJob',
        'sagemaker:StopNotebookInstance',
        'sagemaker:StopTrainingJob',
        'sagemaker:StopTransformJob',
      ],
    ],
    [
      'retrain_trigger',
      [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        's3:GetObject',
        's3:ListBucket',
        's3:PutObject',
        'states:DescribeExecution',
        'states:StartExecution',
      ],
    ],
    [
      'start_notebook',
      [
        'dynamodb:ConditionCheckItem',
        'dynamodb:GetItem',
        'dynamodb:UpdateItem',
        'sagemaker:DescribeNotebookInstance',
        'sagemaker:StartNotebookInstance',
        'sagemaker:StopNotebookInstance',
        'states:SendTaskHeartbeat',
      ],
    ],
    [
      'exit_notebook',
      [
        'dynamodb:GetItem',
        'dynamodb:UpdateItem',
        's3:PutObject',
        'sagemaker:DeleteEndpointConfig',
        'sagemaker:DeleteModel',
        'sagemaker:DescribeEndpoint',
        'sagemaker:DescribeModelPackage',
        'sagemaker:DescribeNotebookInstance',
        'sagemaker:DescribeTrainingJob',
        'sagemaker:ListModelPackages',
        'sagemaker:StopNotebookInstance',
        'sagemaker:StopTrainingJob',
        'sagemaker:UpdateEndpoint',
        'sagemaker:UpdateModelPackage',
        'sns:Publish',
        'sqs:SendMessage',
      ],
    ],
  ])('%s may do exactly what it does', (role, actions) => {
    const granted = statementsOf(role).flatMap((statement) => statement.actions);

    expect(granted.sort()).toEqual([...OWN_LOG_AND_TRACES, ...actions].sort());
  });

  it('names its resources, except for actions that have none', () => {
    const everywhere = documents
      .flatMap(([, document]) => document['statement'] as Statement[])
      .filter(({ resources }) => resources.includes('*'))
      .flatMap(({ actions }) => actions);

    expect(everywhere.filter((action) => !(action in UNSCOPED_ACTIONS))).toEqual([]);
  });

  it('never allows all actions of a service', () => {
    const actions = documents.flatMap(([, document]) =>
      (document['statement'] as Statement[]).flatMap((statement) => statement.actions),
    );

    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });
});
