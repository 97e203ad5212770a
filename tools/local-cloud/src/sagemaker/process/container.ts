import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

import type { Principal } from '../../iam/principals.ts';
import type { LogTarget } from '../aws/log-streams.ts';
import type { Host } from '../host.ts';
import { baseEnvironment } from './base-environment.ts';
import { LogTail } from './log-tail.ts';
import { endTree, MARKER, type Tree } from './tree.ts';

/** What to run. */
export interface ContainerOptions {
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** Gets standard output and error, appended. */
  logFile: string;
  /** Where the same lines go in CloudWatch Logs. */
  logTarget: LogTarget;
  /** Whom its processes act as, and under whose role its log is written. */
  principal: Principal;
  /** Without one it gets neither credentials nor addresses of AWS. @default true */
  hasNetwork?: boolean;
  /** Told of each line, about a second late. */
  onLines?: (lines: string[]) => void;
}

/** How a container's first process ended. */
export interface Exit {
  /** As a shell reports it: 128 + the signal's number for a process that was killed. */
  code: number;
}

/** A process and all that it starts, in place of a container: ended together, wherever they went. */
export class Container {
  /** Ends with the first process; resolves for a command that could not be started, too. */
  readonly exited: Promise<Exit>;
  private readonly child: ChildProcess;
  private readonly tree: Tree;
  private readonly tail: LogTail;
  private ending: Promise<void> | undefined;

  constructor(
    private readonly host: Host,
    options: ContainerOptions,
  ) {
    const marker = randomUUID();
    mkdirSync(dirname(options.logFile), { recursive: true });
    const alreadyLogged = statSync(options.logFile, { throwIfNoEntry: false })?.size ?? 0;
    const { processes } = host.context;
    const child = processes.start(options.command, options.args, {
      cwd: options.cwd,
      env: {
        ...baseEnvironment(),
        ...(options.hasNetwork !== false && {
          ...host.context.awsEnvironment,
          ...host.context.credentials.issue(options.principal),
        }),
        ...options.env,
        [MARKER]: marker,
      },
      logFile: options.logFile,
    });
    this.child = child;
    this.tree = { marker, groupId: child.pid ?? -1 };
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve({ code: code ?? 128 + signalNumber(signal) }));
      child.once('error', (error) => {
        host.context.log(`sagemaker: could not start ${options.command}: ${error.message}`);
        resolve({ code: 127 });
      });
    });
    this.tail = new LogTail(
      options.logFile,
      async (lines) => {
        options.onLines?.(lines);
        await host.ship(options.principal, options.logTarget, lines);
      },
      alreadyLogged,
    );
  }

  /** Ends every process of the container: SIGTERM, then SIGKILL after `graceMs`; its log is complete then. */
  stop(graceMs: number): Promise<void> {
    this.ending ??= this.end(graceMs);
    return this.ending;
  }

  private async end(graceMs: number): Promise<void> {
    await endTree(this.tree, graceMs);
    // Nothing is left: this makes the registry forget the group. Not awaited, for it waits for zombies.
    void this.host.context.processes.kill(this.child, 0);
    await this.tail.end();
  }
}

const SIGNAL_NUMBERS: Partial<Record<NodeJS.Signals, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};
const signalNumber = (signal: NodeJS.Signals | null) => (signal && SIGNAL_NUMBERS[signal]) ?? 0;
