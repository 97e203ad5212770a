import type { ChildProcess, SpawnOptions } from 'node:child_process';

import type { Credentials } from './iam/principals.ts';

/** Starts processes that end with the local cloud, each in a process group of its own. */
export interface Processes {
  /**
   * Like `child_process.spawn`, with standard output and error appended to `logFile`.
   *
   * The child leads its own process group, so that `kill` reaches all that it started.
   */
  start(command: string, args: string[], options: SpawnOptions & { logFile: string }): ChildProcess;
  /** Ends the child's whole group: SIGTERM, then SIGKILL after `graceMs`; resolves once it is gone. */
  kill(child: ChildProcess, graceMs?: number): Promise<void>;
}

/** What every emulated service of the local cloud is given. */
export interface CloudContext {
  region: string;
  accountId: string;
  /** The gateway's own address, e.g. `http://127.0.0.1:4566`: what processes use as AWS endpoint. */
  endpointUrl: string;
  /** Folder for state, under `.local/`. */
  stateDir: string;
  /** Folder for logs, under `.local/`. */
  logDir: string;
  /** Python of the virtual environment under `.local/`. */
  python: string;
  processes: Processes;
  /** Region and endpoint for a process that calls the local AWS; whom it acts as, `credentials` say. */
  awsEnvironment: Record<string, string>;
  credentials: Credentials;
  log(message: string): void;
}

/** Answer of an emulated AWS operation, JSON unless `body` is a string or bytes. */
export interface ServiceResponse {
  status: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** An AWS error as the JSON protocols spell it. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  constructor(
    /** The exception's name, e.g. `ValidationException`. */
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}
