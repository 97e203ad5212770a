import type { Construct } from 'constructs';
import type { FunctionName } from '@ngwaf/contracts';
import {
  onlyResource,
  statementsGranted,
  surroundings,
  synthesise,
} from '../testing/synthesised.ts';
import { AbandonedExecutions } from './abandoned-executions.ts';
import { DataBucket } from './data-bucket.ts';
import { DeployedFunction } from './deployed-function.ts';
import { TrainingPipeline } from './training-pipeline.ts';

const build = (scope: Construct) => {
  const common = surroundings(scope);
  const artefacts = new DataBucket(scope, 'artefacts', { name: 'artefacts', ...common });
  const add = (name: FunctionName) =>
    new DeployedFunction(scope, name.replace('-', '_'), {
      ...common,
      name,
      artefacts,
      description: '',
      environment: {},
      timeoutSeconds: 60,
      memoryMb: 256,
      logRetentionDays: 30,
    });
  const exitNotebook = add('exit-notebook');
  const pipeline = new TrainingPipeline(scope, 'pipeline', {
    ...common,
    startNotebook: add('start-notebook'),
    exitNotebook,
    maxWaitingSeconds: 3600,
    heartbeatSeconds: 120,
    logRetentionDays: 30,
  });
  return { ...common, pipeline, exitNotebook };
};
const STATE_MACHINE = expect.stringMatching(
  /^\$\{aws_sfn_state_machine\.pipeline_state_machine_\w+\.arn\}$/,
) as string;

describe('TrainingPipeline', () => {
  it.each([
    ['grantHeartbeat', [{ actions: ['states:SendTaskHeartbeat'], resources: [STATE_MACHINE] }]],
    [
      'grantReport',
      [
        {
          actions: ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'],
          resources: [STATE_MACHINE],
        },
      ],
    ],
    [
      'grantStart',
      [
        { actions: ['states:StartExecution'], resources: [STATE_MACHINE] },
        {
          actions: ['states:DescribeExecution'],
          resources: [
            expect.stringMatching(/:execution:ngwaf-test-training-pipeline:\*$/) as string,
          ],
        },
      ],
    ],
  ] as const)('%s allows exactly its actions on this state machine', (grant, statements) => {
    const granted = statementsGranted((scope, role) => {
      build(scope).pipeline[grant](role);
    });

    expect(granted).toEqual(statements);
  });

  it('calls the functions by their alias', () => {
    const { definition } = onlyResource(synthesise(build), 'aws_sfn_state_machine');

    expect(definition).toMatch(/"FunctionName" = aws_lambda_alias\.start_notebook_live_\w+\.arn/);
    expect(definition).toMatch(/"FunctionName" = aws_lambda_alias\.exit_notebook_live_\w+\.arn/);
  });
});

describe('AbandonedExecutions', () => {
  const synthesised = synthesise((scope) => {
    const { exitNotebook: ending, ...parts } = build(scope);
    new AbandonedExecutions(scope, 'abandoned', { ...parts, ending });
  });

  it('watches the executions of this state machine that did not succeed', () => {
    const pattern = JSON.parse(
      String(onlyResource(synthesised, 'aws_cloudwatch_event_rule')['event_pattern']),
    ) as unknown;

    expect(pattern).toEqual({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { status: ['ABORTED', 'TIMED_OUT', 'FAILED'], stateMachineArn: [STATE_MACHINE] },
    });
  });

  it('tells exit-notebook which job it was, and repeats before it gives up', () => {
    expect(onlyResource(synthesised, 'aws_cloudwatch_event_target')).toMatchObject({
      arn: expect.stringMatching(/aws_lambda_alias\.exit_notebook_live/) as string,
      input_transformer: {
        input_paths: { job_key: '$.detail.name', status: '$.detail.status' },
        input_template:
          '{"job_key": <job_key>, "error": {"Error": "ExecutionAborted", "Cause": <status>}}',
      },
      retry_policy: { maximum_retry_attempts: 20, maximum_event_age_in_seconds: 3600 },
      dead_letter_config: { arn: expect.stringMatching(/aws_sqs_queue/) as string },
    });
    expect(onlyResource(synthesised, 'aws_lambda_function_event_invoke_config')).toMatchObject({
      qualifier: 'live',
      maximum_retry_attempts: 2,
      destination_config: {
        on_failure: { destination: expect.stringMatching(/aws_sqs_queue/) as string },
      },
    });
  });

  it('keeps what could not be handled for as long as a queue can', () => {
    expect(onlyResource(synthesised, 'aws_sqs_queue')).toMatchObject({
      message_retention_seconds: 1_209_600,
      sqs_managed_sse_enabled: true,
    });
  });
});
