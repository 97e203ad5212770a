import { JOB_TABLE_KEYS, type FrameworkStep } from '@ngwaf/contracts';

/** Lambda's own faults, which pass. */
const LAMBDA_FAULTS = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.TooManyRequestsException',
  ],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxAttempts: 6,
};

/** Models that train at the same time give their instances back in minutes. */
const NO_INSTANCES = {
  ErrorEquals: ['SageMaker.ResourceLimitExceededException'],
  IntervalSeconds: 60,
  BackoffRate: 1.5,
  MaxDelaySeconds: 600,
  MaxAttempts: 10,
};

/** SageMaker's name for throttling, but for wrong requests as well: so few tries. */
const THROTTLED = {
  ErrorEquals: ['SageMaker.AmazonSageMakerException'],
  IntervalSeconds: 2,
  BackoffRate: 3,
  MaxAttempts: 3,
};

const TABLE_FAULTS = {
  ErrorEquals: [
    'DynamoDB.InternalServerErrorException',
    'DynamoDB.ProvisionedThroughputExceededException',
    'DynamoDB.RequestLimitExceededException',
    'DynamoDB.ThrottlingException',
    'DynamoDB.TransactionConflictException',
  ],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxAttempts: 6,
};

/** The last state. */
export const FINISH = 'Finish';

/** What keeps any error for the last state, which sees to everything. */
export const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: FINISH }];

/** Writes down that a step begins, as long as the job has not ended. */
export const step = (TableName: string, name: FrameworkStep, Next: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::dynamodb:updateItem',
  Parameters: {
    TableName,
    Key: { [JOB_TABLE_KEYS.partition]: { 'S.$': '$.job_key' } },
    UpdateExpression:
      'SET step_status = :step, #steps = list_append(if_not_exists(#steps, :none), :begun)',
    ConditionExpression: '#status = :training AND fencing_token = :token',
    ExpressionAttributeNames: { '#status': 'status', '#steps': 'steps' },
    ExpressionAttributeValues: {
      ':training': { S: 'training' },
      ':token': { 'N.$': "States.Format('{}', $.fencing_token)" },
      ':step': { S: name },
      ':none': { L: [] },
      ':begun': {
        L: [{ M: { step: { S: name }, started_at: { 'S.$': '$$.State.EnteredTime' } } }],
      },
    },
  },
  TimeoutSeconds: 60,
  Retry: [TABLE_FAULTS],
  Catch,
  ResultPath: null,
  Next,
});

/** Sends a function everything that is known so far, and keeps its answer under a name. */
export const call = (functionArn: string, ResultPath: string, Next: string) => ({
  Type: 'Task',
  // By its ARN: what it answers is then the result, without Lambda's envelope.
  Resource: functionArn,
  // No function may take longer.
  TimeoutSeconds: 900,
  Retry: [LAMBDA_FAULTS],
  Catch,
  ResultPath,
  Next,
});

/** Says what evaluate-model is to do. */
export const phase = (name: string, Next: string) => ({
  Type: 'Pass',
  Result: name,
  ResultPath: '$.phase',
  Next,
});

/** Fields of the requests: Step Functions takes no whole request. */
const FIELDS = {
  TrainingJob: [
    'TrainingJobName',
    'AlgorithmSpecification',
    'HyperParameters',
    'InputDataConfig',
    'OutputDataConfig',
    'ResourceConfig',
    'StoppingCondition',
    'EnableNetworkIsolation',
    'Tags',
  ],
  HyperParameterTuningJob: [
    'HyperParameterTuningJobName',
    'HyperParameterTuningJobConfig',
    'TrainingJobDefinition',
    'Tags',
  ],
  TransformJob: [
    'TransformJobName',
    'ModelName',
    'BatchStrategy',
    'MaxPayloadInMB',
    'TransformInput',
    'TransformOutput',
    'TransformResources',
    'Tags',
  ],
  ProcessingJob: [
    'ProcessingJobName',
    'AppSpecification',
    'ProcessingInputs',
    'ProcessingResources',
    'StoppingCondition',
    'Tags',
  ],
} as const;

/** Runs a job of SageMaker, as the plan asks for it, to its end. */
export const run = (
  kind: keyof typeof FIELDS,
  request: string,
  limit: string,
  RoleArn?: string,
) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::sagemaker:create${kind}.sync`,
  Parameters: {
    ...Object.fromEntries(
      FIELDS[kind].map((field) => [`${field}.$`, `$.plan.requests.${request}.${field}`]),
    ),
    // Whoever starts an execution does not choose the role.
    ...(RoleArn !== undefined && { RoleArn }),
  },
  TimeoutSecondsPath: `$.plan.time_limits.${limit}`,
  Retry: [NO_INSTANCES, THROTTLED],
});
