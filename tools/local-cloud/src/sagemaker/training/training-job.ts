import type { Principal } from '../../iam/principals.ts';
import { now } from '../api/now.ts';
import { principalOf } from '../api/principal.ts';
import type { MetricValue } from './metrics.ts';
import type { TrainingRequest } from './request.ts';

export type TrainingJobStatus = 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';

export type SecondaryStatus =
  | 'Starting'
  | 'Downloading'
  | 'Training'
  | 'Uploading'
  | 'Stopping'
  | 'Stopped'
  | 'MaxRuntimeExceeded'
  | 'Completed'
  | 'Failed';

const MESSAGES: Record<SecondaryStatus, string> = {
  Starting: 'Preparing the instances for training',
  Downloading: 'Downloading input data',
  Training: 'Training image download completed. Training in progress.',
  Uploading: 'Uploading generated training model',
  Stopping: 'Stopping the training job',
  Stopped: 'Training job stopped',
  MaxRuntimeExceeded: 'Training job runtime exceeded MaxRuntimeInSeconds provided',
  Completed: 'Training job completed',
  Failed: 'Training job failed',
};

interface Transition {
  Status: SecondaryStatus;
  StartTime: number;
  EndTime?: number;
  StatusMessage: string;
}

/** Why a running job is told to end. */
export type StopReason = 'Stopped' | 'MaxRuntimeExceeded';

/** State of one training job; `run` moves it, requests read it. */
export class TrainingJob {
  status: TrainingJobStatus = 'InProgress';
  readonly createdAt = now();
  modifiedAt = this.createdAt;
  startedAt: number | undefined;
  endedAt: number | undefined;
  modelArtefact: string | undefined;
  metrics: MetricValue[] = [];
  failureReason: string | undefined;
  private readonly transitions: Transition[] = [];
  private readonly stopper = new AbortController();
  private tellEnded: () => void = () => undefined;
  /** Resolves when the job has settled. */
  readonly ended = new Promise<void>((resolve) => (this.tellEnded = resolve));

  constructor(
    readonly request: TrainingRequest,
    readonly arn: string,
  ) {
    this.enter('Starting');
  }

  get name(): string {
    return this.request.TrainingJobName;
  }

  /** Whom its script acts as, and under whose role the service reads and writes for it. */
  get principal(): Principal {
    return principalOf('training-job', this.name, this.request.RoleArn);
  }

  get secondaryStatus(): SecondaryStatus {
    return this.transitions.at(-1)?.Status ?? 'Starting';
  }

  /** Aborted, with a `StopReason`, when the job is to end before its script does. */
  get stopSignal(): AbortSignal {
    return this.stopper.signal;
  }

  get stopReason(): StopReason | undefined {
    return this.stopSignal.aborted ? (this.stopSignal.reason as StopReason) : undefined;
  }

  /** Passes to the next secondary status. */
  enter(status: SecondaryStatus): void {
    const time = now();
    const previous = this.transitions.at(-1);
    if (previous) previous.EndTime = time;
    this.transitions.push({ Status: status, StartTime: time, StatusMessage: MESSAGES[status] });
    this.modifiedAt = time;
  }

  /** Ends the job; it does not change after this. */
  settle(status: 'Completed' | 'Failed' | 'Stopped', secondary: SecondaryStatus): void {
    this.enter(secondary);
    this.transitions.at(-1)!.EndTime = this.modifiedAt;
    this.status = status;
    this.endedAt ??= this.modifiedAt;
    this.tellEnded();
  }

  /** Asks the job to end; it goes on to upload what it has. */
  requestStop(reason: StopReason): void {
    if (this.stopSignal.aborted) return;
    this.status = 'Stopping';
    this.enter('Stopping');
    this.stopper.abort(reason);
  }

  describe() {
    const { request } = this;
    const seconds =
      this.startedAt === undefined || this.endedAt === undefined
        ? undefined
        : Math.ceil(this.endedAt - this.startedAt);
    return {
      ...request,
      TrainingJobArn: this.arn,
      TrainingJobStatus: this.status,
      SecondaryStatus: this.secondaryStatus,
      SecondaryStatusTransitions: this.transitions,
      CreationTime: this.createdAt,
      LastModifiedTime: this.modifiedAt,
      EnableNetworkIsolation: request['EnableNetworkIsolation'] ?? false,
      EnableInterContainerTrafficEncryption:
        request['EnableInterContainerTrafficEncryption'] ?? false,
      EnableManagedSpotTraining: request['EnableManagedSpotTraining'] ?? false,
      ModelArtifacts: { S3ModelArtifacts: this.modelArtefact },
      FinalMetricDataList: this.metrics,
      FailureReason: this.failureReason,
      TrainingStartTime: this.startedAt,
      TrainingEndTime: this.status === 'InProgress' ? undefined : this.endedAt,
      TrainingTimeInSeconds: seconds,
      BillableTimeInSeconds: seconds,
    };
  }
}
