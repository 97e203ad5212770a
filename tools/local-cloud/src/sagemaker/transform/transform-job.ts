import type { Principal } from '../../iam/principals.ts';
import { now } from '../api/now.ts';
import { principalOf } from '../api/principal.ts';
import type { Model } from '../resources/models.ts';
import type { TransformRequest } from './request.ts';

export type TransformJobStatus = 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';

/** State of one transform job; `run` moves it, requests read it. */
export class TransformJob {
  status: TransformJobStatus = 'InProgress';
  readonly createdAt = now();
  startedAt: number | undefined;
  endedAt: number | undefined;
  failureReason: string | undefined;
  private readonly stopper = new AbortController();

  constructor(
    readonly request: TransformRequest,
    readonly arn: string,
    readonly model: Model,
  ) {}

  get name(): string {
    return this.request.TransformJobName;
  }

  /** Reads, writes and serves under the model's role: a transform job has none of its own. */
  get principal(): Principal {
    return principalOf('transform-job', this.name, this.model.ExecutionRoleArn);
  }

  /** Aborted when the job is to end before its work is done. */
  get stopSignal(): AbortSignal {
    return this.stopper.signal;
  }

  get hasEnded(): boolean {
    return this.endedAt !== undefined;
  }

  requestStop(): void {
    if (this.stopSignal.aborted || this.hasEnded) return;
    this.status = 'Stopping';
    this.stopper.abort();
  }

  /** Ends the job; it does not change after this. */
  settle(status: 'Completed' | 'Failed' | 'Stopped', failureReason?: string): void {
    this.status = status;
    this.failureReason = failureReason;
    this.endedAt = now();
  }

  describe() {
    return {
      ...this.request,
      TransformJobArn: this.arn,
      TransformJobStatus: this.status,
      FailureReason: this.failureReason,
      CreationTime: this.createdAt,
      TransformStartTime: this.startedAt,
      TransformEndTime: this.endedAt,
    };
  }
}
