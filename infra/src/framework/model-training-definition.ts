import { JOB_TABLE_KEYS, type FrameworkStep } from '@ngwaf/contracts';
import { LABEL_STATES, labelStates } from './label-states.ts';

export interface ModelTrainingSettings {
  jobTableName: string;
  /** ARNs of the aliases of the functions. */
  labelQueueArn: string;
  prepareDataArn: string;
  evaluateModelArn: string;
  deployModelArn: string;
  finishTrainingArn: string;
  /** ARNs of the roles that training jobs, and that Spark's processing jobs run under. */
  executionRoleArn: string;
  sparkRoleArn: string;
}

/** Longer than any label queue may be waited for (30 days), with everything after it. */
const MAX_EXECUTION_SECONDS = 40 * 24 * 3600;
/** A switch takes minutes, and up to ten more under the alarms' watch: 40 minutes are enough. */
const LOOK_SECONDS = 3;
const MAX_LOOKS = 800;

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

const FINISH = 'Finish';

/** What keeps any error for the last state, which sees to everything. */
const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: FINISH }];

/** Writes down that a step begins, as long as the job has not ended. */
const step = (TableName: string, name: FrameworkStep, Next: string) => ({
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
const call = (functionArn: string, ResultPath: string, Next: string) => ({
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
const phase = (name: string, Next: string) => ({
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
const run = (kind: keyof typeof FIELDS, request: string, limit: string, RoleArn?: string) => ({
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

/** From labels to data that can be learned from. */
const labelAndPrepare = (settings: ModelTrainingSettings) => ({
  StepLabel: step(settings.jobTableName, 'label', LABEL_STATES.choose),
  ...labelStates({ labelQueueArn: settings.labelQueueArn, next: 'Prepare', onError: FINISH }),
  Prepare: {
    Type: 'Choice',
    Choices: [{ Variable: '$.plan.prepare', StringEquals: 'spark', Next: 'PrepareWithSpark' }],
    Default: 'PrepareData',
  },
  PrepareData: call(settings.prepareDataArn, '$.prepared', 'StepTrain'),
  PrepareWithSpark: {
    ...run('ProcessingJob', 'processing_job', 'prepare', settings.sparkRoleArn),
    Comment: 'For data sets larger than a function can prepare; does not run in the local cloud.',
    Catch,
    ResultPath: null,
    Next: 'StepTrain',
  },
});

/** From data to models. */
const trainAndTune = ({ jobTableName, executionRoleArn }: ModelTrainingSettings) => ({
  StepTrain: step(jobTableName, 'train', 'Train'),
  Train: {
    ...run('TrainingJob', 'training_job', 'train', executionRoleArn),
    Catch,
    ResultPath: null,
    Next: 'TuneOrNot',
  },
  TuneOrNot: {
    Type: 'Choice',
    Choices: [{ Variable: '$.plan.tune', BooleanEquals: true, Next: 'StepTune' }],
    Default: 'StepEvaluate',
  },
  StepTune: step(jobTableName, 'tune', 'Tune'),
  Tune: {
    ...run('HyperParameterTuningJob', 'tuning_job', 'tune'),
    Catch,
    ResultPath: null,
    Next: 'StepEvaluate',
  },
});

/** The best of the models and the champion score the same rows at the same time. */
const score = {
  Type: 'Parallel',
  Branches: [
    {
      StartAt: 'ScoreChallenger',
      States: {
        ScoreChallenger: { ...run('TransformJob', 'challenger_transform', 'score'), End: true },
      },
    },
    {
      StartAt: 'IsThereAChampion',
      States: {
        IsThereAChampion: {
          Type: 'Choice',
          Choices: [{ Variable: '$.plan.champion', IsPresent: true, Next: 'ScoreChampion' }],
          Default: 'NoChampion',
        },
        ScoreChampion: { ...run('TransformJob', 'champion_transform', 'score'), End: true },
        NoChampion: { Type: 'Pass', End: true },
      },
    },
  ],
  Catch,
  ResultPath: null,
  Next: 'StepRegister',
};

/** From models to a registered version, better than the champion or not. */
const evaluateAndRegister = ({ jobTableName, evaluateModelArn }: ModelTrainingSettings) => ({
  StepEvaluate: step(jobTableName, 'evaluate', 'AskForCandidate'),
  AskForCandidate: phase('candidate', 'Candidate'),
  Candidate: call(evaluateModelArn, '$.candidate', 'Score'),
  Score: score,
  StepRegister: step(jobTableName, 'register', 'AskForComparison'),
  AskForComparison: phase('compare', 'Compare'),
  Compare: call(evaluateModelArn, '$.comparison', 'Promoted'),
  Promoted: {
    Type: 'Choice',
    Choices: [{ Variable: '$.comparison.promoted', BooleanEquals: true, Next: 'StepDeploy' }],
    Default: FINISH,
  },
});

/** Switching takes minutes, so deploy-model is asked until it is done. */
const deploy = ({ jobTableName, deployModelArn }: ModelTrainingSettings) => ({
  StepDeploy: step(jobTableName, 'deploy', 'StartLooking'),
  StartLooking: { Type: 'Pass', Result: { count: 0 }, ResultPath: '$.looks', Next: 'Deploy' },
  Deploy: call(deployModelArn, '$.deployment', 'Deployed'),
  Deployed: {
    Type: 'Choice',
    Choices: [
      { Variable: '$.deployment.done', BooleanEquals: true, Next: FINISH },
      { Variable: '$.looks.count', NumericGreaterThan: MAX_LOOKS, Next: 'DeployTimedOut' },
    ],
    Default: 'WaitForEndpoint',
  },
  WaitForEndpoint: { Type: 'Wait', Seconds: LOOK_SECONDS, Next: 'CountLooks' },
  CountLooks: {
    Type: 'Pass',
    Parameters: { 'count.$': 'States.MathAdd($.looks.count, 1)' },
    ResultPath: '$.looks',
    Next: 'Deploy',
  },
  DeployTimedOut: {
    Type: 'Pass',
    Result: { Error: 'States.Timeout' },
    ResultPath: '$.error',
    Next: FINISH,
  },
});

/** Ends the job, whatever became of it; the execution ends as the job did. */
const finish = ({ finishTrainingArn }: ModelTrainingSettings) => ({
  [FINISH]: {
    Type: 'Task',
    Comment: 'Settles the job, cleans up and releases the lease; runs always.',
    Resource: finishTrainingArn,
    TimeoutSeconds: 900,
    // The function can be repeated at any point, and must get through: nothing else ends the job.
    Retry: [
      {
        ErrorEquals: ['States.ALL'],
        IntervalSeconds: 2,
        BackoffRate: 2,
        MaxDelaySeconds: 60,
        MaxAttempts: 8,
      },
    ],
    ResultPath: '$.ended',
    Next: 'JobEnded',
  },
  JobEnded: {
    Type: 'Choice',
    Choices: [{ Variable: '$.ended.status', StringEquals: 'success', Next: 'JobSucceeded' }],
    Default: 'JobFailed',
  },
  JobSucceeded: { Type: 'Succeed', OutputPath: '$.ended' },
  JobFailed: {
    Type: 'Fail',
    Error: 'JobFailed',
    Cause: 'The job did not succeed; its item in the job table says in which step and why.',
  },
});

/**
 * The training pipeline of every model of the framework in Amazon States Language: one execution a
 * job, named after it, doing what its plan says (`trainingPlanSchema`).
 */
export const modelTrainingDefinition = (settings: ModelTrainingSettings) => ({
  Comment: 'Trains a model of the catalogue: one execution a job, named after it.',
  StartAt: 'StepLabel',
  TimeoutSeconds: MAX_EXECUTION_SECONDS,
  States: {
    ...labelAndPrepare(settings),
    ...trainAndTune(settings),
    ...evaluateAndRegister(settings),
    ...deploy(settings),
    ...finish(settings),
  },
});
