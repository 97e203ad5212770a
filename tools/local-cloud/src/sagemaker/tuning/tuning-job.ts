import { now } from '../api/now.ts';
import type { TrainingJob } from '../training/training-job.ts';
import type { TuningRequest } from './request.ts';

export type TuningJobStatus = 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';

/** One training job of a tuning job. */
export interface Attempt {
  job: TrainingJob;
  /** What was chosen for it. */
  tuned: Record<string, string>;
  /** Where in the unit cube of the hyperparameters. */
  place: number[];
}

/** State of one tuning job; `run` moves it, requests read it. */
export class TuningJob {
  status: TuningJobStatus = 'InProgress';
  readonly createdAt = now();
  modifiedAt = this.createdAt;
  endedAt: number | undefined;
  failureReason: string | undefined;
  readonly attempts: Attempt[] = [];

  constructor(
    readonly request: TuningRequest,
    readonly arn: string,
  ) {}

  get name(): string {
    return this.request.HyperParameterTuningJobName;
  }

  get hasEnded(): boolean {
    return this.endedAt !== undefined;
  }

  get isStopping(): boolean {
    return this.status === 'Stopping';
  }

  requestStop(): void {
    if (this.hasEnded) return;
    this.status = 'Stopping';
    this.modifiedAt = now();
    for (const { job } of this.attempts) if (job.endedAt === undefined) job.requestStop('Stopped');
  }

  /** Ends the job; it does not change after this. */
  settle(status: 'Completed' | 'Failed' | 'Stopped', failureReason?: string): void {
    this.status = status;
    this.failureReason = failureReason;
    this.endedAt = this.modifiedAt = now();
  }

  /** What a training job printed last of the objective; nothing of one that did not complete. */
  objectiveOf({ job }: Attempt): number | undefined {
    const { MetricName } = this.config.HyperParameterTuningJobObjective;
    if (job.status !== 'Completed') return undefined;
    return job.metrics.find((metric) => metric.MetricName === MetricName)?.Value;
  }

  /** The objective so that more is better. */
  gainOf(attempt: Attempt): number | undefined {
    const value = this.objectiveOf(attempt);
    const isLoss = this.config.HyperParameterTuningJobObjective.Type === 'Minimize';
    return value !== undefined && isLoss ? -value : value;
  }

  get best(): Attempt | undefined {
    const scored = this.attempts.filter((attempt) => this.gainOf(attempt) !== undefined);
    return scored.reduce<Attempt | undefined>(
      (best, attempt) =>
        best === undefined || this.gainOf(attempt)! > this.gainOf(best)! ? attempt : best,
      undefined,
    );
  }

  get config() {
    return this.request.HyperParameterTuningJobConfig;
  }

  describe() {
    const count = (...statuses: string[]) =>
      this.attempts.filter(({ job }) => statuses.includes(job.status)).length;
    const scored = this.attempts.filter((one) => this.objectiveOf(one) !== undefined).length;
    const pending = count('InProgress', 'Stopping');
    const { best } = this;
    return {
      ...this.request,
      HyperParameterTuningJobArn: this.arn,
      HyperParameterTuningJobStatus: this.status,
      CreationTime: this.createdAt,
      LastModifiedTime: this.modifiedAt,
      HyperParameterTuningEndTime: this.endedAt,
      TrainingJobStatusCounters: {
        Completed: count('Completed'),
        InProgress: pending,
        RetryableError: 0,
        NonRetryableError: count('Failed'),
        Stopped: count('Stopped'),
      },
      ObjectiveStatusCounters: {
        Succeeded: scored,
        Pending: pending,
        Failed: this.attempts.length - scored - pending,
      },
      ...(best && { BestTrainingJob: this.summarise(best) }),
      FailureReason: this.failureReason,
    };
  }

  /** As BestTrainingJob and the list of training jobs tell it. */
  summarise(attempt: Attempt) {
    const { job, tuned } = attempt;
    const Value = this.objectiveOf(attempt);
    const isPending = job.endedAt === undefined;
    return {
      TrainingJobName: job.name,
      TrainingJobArn: job.arn,
      CreationTime: job.createdAt,
      TrainingStartTime: job.startedAt,
      TrainingEndTime: job.endedAt,
      TrainingJobStatus: job.status,
      TunedHyperParameters: tuned,
      FailureReason: job.failureReason,
      ...(Value !== undefined && {
        FinalHyperParameterTuningJobObjectiveMetric: {
          ...this.config.HyperParameterTuningJobObjective,
          Value,
        },
      }),
      ObjectiveStatus: isPending ? 'Pending' : Value === undefined ? 'Failed' : 'Succeeded',
    };
  }
}
