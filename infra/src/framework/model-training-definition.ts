import { LABEL_STATES, labelStates } from './label-states.ts';
import { Catch, FINISH, call, phase, run, step } from './training-states.ts';

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
