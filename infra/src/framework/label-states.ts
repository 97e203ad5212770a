import { waitForLabelsInputSchema } from '@ngwaf/contracts';

export interface LabelStatesSettings {
  /** ARN of the alias of label-queue. */
  labelQueueArn: string;
  /** The state after labelling. */
  next: string;
  /** The state that every failure leads to; the error stands under `error`. */
  onError: string;
}

/** Names of the states; an execution starts labelling in the first. */
export const LABEL_STATES = {
  choose: 'Label',
  wait: 'WaitForLabels',
  groundTruth: 'GroundTruthLabels',
} as const;

/** Lambda's own faults, which pass. */
const LAMBDA_FAULTS = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.TooManyRequestsException',
];

/** Fields of a CreateLabelingJob, each taken from the plan: Step Functions takes no whole request. */
const REQUEST_FIELDS = [
  'LabelingJobName',
  'LabelAttributeName',
  'LabelCategoryConfigS3Uri',
  'InputConfig',
  'OutputConfig',
  'RoleArn',
  'HumanTaskConfig',
  'Tags',
];

const pathsOf = (fields: string[], path: string): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [`${field}.$`, `${path}.${field}`]));

/**
 * The states of a training pipeline that see to labels, by what the plan says in `label`: people at
 * the queue (waits by task token), a labelling job of SageMaker Ground Truth, or neither.
 *
 * Ground Truth takes no new customers: its state is for accounts that have it, and is checked but
 * not run here. What prepares the data reads its manifest as it reads that of the queue.
 */
export const labelStates = ({ labelQueueArn, next, onError }: LabelStatesSettings) => {
  const Catch = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: onError }];
  return {
    [LABEL_STATES.choose]: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.plan.label', StringEquals: 'queue', Next: LABEL_STATES.wait },
        { Variable: '$.plan.label', StringEquals: 'ground-truth', Next: LABEL_STATES.groundTruth },
      ],
      Default: next,
    },
    [LABEL_STATES.wait]: {
      Type: 'Task',
      Comment: 'Waits until people have labelled what is in the queue.',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: labelQueueArn,
        Payload: {
          ...pathsOf(
            Object.keys(waitForLabelsInputSchema.shape).filter((field) => field !== 'task_token'),
            '$',
          ),
          'task_token.$': '$$.Task.Token',
        },
      },
      TimeoutSecondsPath: '$.plan.time_limits.label',
      Retry: [{ ErrorEquals: LAMBDA_FAULTS, IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 6 }],
      Catch,
      ResultPath: '$.labels',
      Next: next,
    },
    [LABEL_STATES.groundTruth]: {
      Type: 'Task',
      Comment: 'A labelling job of SageMaker Ground Truth, in accounts that have it.',
      Resource: 'arn:aws:states:::sagemaker:createLabelingJob.sync',
      Parameters: pathsOf(REQUEST_FIELDS, '$.plan.requests.labeling_job'),
      TimeoutSecondsPath: '$.plan.time_limits.label',
      Catch,
      ResultPath: '$.labels',
      Next: next,
    },
  };
};
