import { join } from 'node:path';

import type { CloudContext } from '../context.ts';
import type { Principal } from '../iam/principals.ts';
import { arnMaker, type MakeArn } from './api/arns.ts';
import { Alarms } from './aws/alarms.ts';
import type { LogTarget } from './aws/log-streams.ts';
import { RoleAccess } from './aws/role-access.ts';
import { Tags } from './resources/tags.ts';

/** Time limits, those of SageMaker unless a test shortens them; milliseconds. */
export interface Limits {
  /** A lifecycle script's time. */
  lifecycleMs: number;
  /** From SIGTERM to SIGKILL when a training job is stopped. */
  trainingStopGraceMs: number;
  /** From SIGTERM to SIGKILL when a notebook instance is stopped: an operating system's shutdown. */
  notebookStopGraceMs: number;
  /** An invocation's time. */
  invocationMs: number;
  /** Until a serving container must answer pings, unless its variant says otherwise. */
  startUpMs: number;
}

const LIMITS: Limits = {
  lifecycleMs: 5 * 60_000,
  trainingStopGraceMs: 120_000,
  notebookStopGraceMs: 10_000,
  invocationMs: 60_000,
  startUpMs: 480_000,
};

/** What all of SageMaker's resources share: the cloud around them, names, tags, files and logs. */
export class Host {
  readonly arn: MakeArn;
  readonly alarms: Alarms;
  readonly tags = new Tags();
  readonly limits: Limits;
  private readonly accesses = new Map<string, RoleAccess>();
  private readonly closer = new AbortController();
  /** Aborted when everything is to end. */
  readonly closing = this.closer.signal;
  private readonly background = new Set<Promise<void>>();

  constructor(
    readonly context: CloudContext,
    limits: Partial<Limits> = {},
  ) {
    this.arn = arnMaker(context.region, context.accountId);
    this.alarms = new Alarms(context);
    this.limits = { ...LIMITS, ...limits };
  }

  /** A folder for state of ours. */
  stateFolder(...parts: string[]): string {
    return join(this.context.stateDir, 'sagemaker', ...parts);
  }

  logFile(...parts: string[]): string {
    return join(this.context.logDir, 'sagemaker', ...parts);
  }

  /** Files and logs as the service reaches them under a role. */
  as(principal: Principal): RoleAccess {
    const key = `${principal.name}|${principal.roleArn}`;
    const access = this.accesses.get(key) ?? new RoleAccess(this.context, principal);
    this.accesses.set(key, access);
    return access;
  }

  /** To be called when nothing acts as this principal any more. */
  forget(principal: Principal): void {
    const key = `${principal.name}|${principal.roleArn}`;
    this.accesses.get(key)?.close();
    this.accesses.delete(key);
    this.context.credentials.revoke(principal);
  }

  /** Sends lines to CloudWatch Logs; that they do not get there is no reason for anything to fail. */
  async ship(principal: Principal, target: LogTarget, lines: string[]): Promise<void> {
    const timestamp = Date.now();
    try {
      await this.as(principal).logs.put(
        target,
        lines.map((message) => ({ timestamp, message })),
      );
    } catch (error) {
      this.context.log(`sagemaker: log lines of ${target.group} not stored: ${reasonOf(error)}`);
    }
  }

  /** Lets work go on after the request that asked for it was answered; `close` waits for it. */
  inBackground(name: string, work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) => this.context.log(`sagemaker: ${name}: ${reasonOf(error)}`))
      .finally(() => this.background.delete(running));
    this.background.add(running);
  }

  /** Tells all work under way to end. */
  beginClosing(): void {
    this.closer.abort();
  }

  /** Resolves when that work has ended. */
  async close(): Promise<void> {
    while (this.background.size > 0) await Promise.all(this.background);
    this.alarms.close();
    for (const access of this.accesses.values()) access.close();
  }
}

/** An error's message, whatever was thrown. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
