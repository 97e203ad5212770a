import { PIPELINE_ERRORS, PIPELINE_STATES } from '@ngwaf/contracts';

export interface TrainingPipelineSettings {
  /** ARN of the alias of start-notebook. */
  startNotebookArn: string;
  /** ARN of the alias of exit-notebook. */
  exitNotebookArn: string;
  /** How long the notebook may work in all. */
  maxWaitingSeconds: number;
  /** How long the notebook may stay silent before it counts as dead. */
  heartbeatSeconds: number;
}

/** Lambda's own faults, which pass. */
const LAMBDA_FAULTS = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.TooManyRequestsException',
];

const startNotebook = (settings: TrainingPipelineSettings) => ({
  Type: 'Task',
  Comment: 'Starts the notebook instance and waits until the notebook reports.',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: {
    FunctionName: settings.startNotebookArn,
    Payload: {
      'job_key.$': '$.job_key',
      'model.$': '$.model',
      'fencing_token.$': '$.fencing_token',
      'task_token.$': '$$.Task.Token',
    },
  },
  TimeoutSeconds: settings.maxWaitingSeconds,
  HeartbeatSeconds: settings.heartbeatSeconds,
  Retry: [
    {
      // An instance that is still stopping, or starting for the first time, takes minutes:
      // 5 s, 10 s, 20 s, 40 s, then every minute, eleven minutes in all.
      ErrorEquals: [PIPELINE_ERRORS.notebookBusy],
      IntervalSeconds: 5,
      BackoffRate: 2,
      MaxDelaySeconds: 60,
      MaxAttempts: 14,
    },
    { ErrorEquals: LAMBDA_FAULTS, IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 6 },
  ],
  // The notebook failed, fell silent or ran out of time: what to clean up is for the next state.
  Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: PIPELINE_STATES.exit }],
  ResultPath: '$.notebook',
  Next: PIPELINE_STATES.exit,
});

const exitNotebook = (settings: TrainingPipelineSettings) => ({
  Type: 'Task',
  Comment: 'Settles the job, cleans up, stops the notebook instance and releases the lease.',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: settings.exitNotebookArn, 'Payload.$': '$' },
  ResultSelector: { 'job_key.$': '$.Payload.job_key', 'status.$': '$.Payload.status' },
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
  Next: PIPELINE_STATES.decide,
});

/** The training pipeline in Amazon States Language: one execution a job, ending as the job did. */
export const trainingPipelineDefinition = (settings: TrainingPipelineSettings) => ({
  Comment: 'Retrains the WAF model: one execution a job, named after it.',
  StartAt: PIPELINE_STATES.start,
  States: {
    [PIPELINE_STATES.start]: startNotebook(settings),
    [PIPELINE_STATES.exit]: exitNotebook(settings),
    [PIPELINE_STATES.decide]: {
      Type: 'Choice',
      Choices: [{ Variable: '$.status', StringEquals: 'success', Next: PIPELINE_STATES.succeeded }],
      Default: PIPELINE_STATES.failed,
    },
    [PIPELINE_STATES.succeeded]: { Type: 'Succeed' },
    [PIPELINE_STATES.failed]: {
      Type: 'Fail',
      Error: 'JobFailed',
      Cause: 'The job did not succeed; its item in the job table says in which step and why.',
    },
  },
});
