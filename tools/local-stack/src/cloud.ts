import { spawn } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { refuseIfInterrupted } from '@ngwaf/tool-stack';
import { commandLineOf } from './command-line.ts';
import {
  ROOT,
  awsEnvironment,
  endpointUrlOf,
  stackPaths,
  venvPython,
  type StackOptions,
} from './stack-options.ts';

const READY_WITHIN_MS = 60_000;
const GONE_WITHIN_MS = 15_000;
const RUN_FILE = 'run.json';

const cloudStateSchema = z.object({ pid: z.number(), port: z.number(), region: z.string() });
export type CloudState = z.infer<typeof cloudStateSchema>;

/** The port is taken by something that is not our local cloud. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Whether a local cloud that is ready answers on a port. */
export const isHealthy = async (port: number): Promise<boolean> => {
  try {
    const response = await fetch(`${endpointUrlOf({ port })}/_local/health`, {
      signal: AbortSignal.timeout(5_000),
    });
    return response.ok;
  } catch {
    return false;
  }
};

const isPortTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Half written by a command that was killed.
  }
};

/** Whether the process is the cloud of this state folder, not a later one that got its number. */
const isCloudOf = async (state: CloudState, options: Pick<StackOptions, 'stateDir'>) => {
  const commandLine = commandLineOf(state.pid);
  if (commandLine === undefined) return isHealthy(state.port);
  return commandLine.includes(`--state-dir ${stackPaths(options).cloudDir} `);
};

/** The local cloud that runs for this state folder, if one does; it may still be starting. */
export const findCloud = async (
  options: Pick<StackOptions, 'stateDir'>,
): Promise<CloudState | undefined> => {
  const text = await readFile(stackPaths(options).cloudState, 'utf8').catch(() => '');
  const state = cloudStateSchema.safeParse(fromJson(text)).data;
  if (!state || !isAlive(state.pid)) return undefined;
  return (await isCloudOf(state, options)) ? state : undefined;
};

/** Empties the cloud's folder but for what names its last run, whose left-over processes it ends. */
const emptyCloudDir = async (cloudDir: string): Promise<void> => {
  const names = await readdir(cloudDir).catch(() => []);
  await Promise.all(
    names
      .filter((name) => name !== RUN_FILE)
      .map((name) => rm(join(cloudDir, name), { recursive: true, force: true })),
  );
};

const readyOrReason = async (pid: number, port: number, logFile: string): Promise<void> => {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isHealthy(port))) {
    if (!isAlive(pid) || Date.now() > deadline) {
      const log = await readFile(logFile, 'utf8').catch(() => '');
      const end = log.trimEnd().split('\n').slice(-15).join('\n');
      throw new Error(`The local cloud did not start; the end of ${logFile}:\n${end}`);
    }
    await delay(100);
  }
};

/**
 * Finds out about a taken port before anything is built for it.
 *
 * @throws {PortInUseError} something else listens on the port.
 */
export const refuseTakenPort = async ({ port }: Pick<StackOptions, 'port'>): Promise<void> => {
  if (await isPortTaken(port)) {
    throw new PortInUseError(
      `Port ${port} is in use by another program: end it, or choose another with --port`,
    );
  }
};

/**
 * Starts the local cloud as a process (and process group) of its own, and waits until it answers.
 *
 * @throws {PortInUseError} something else listens on the port.
 */
export const startCloud = async (options: StackOptions): Promise<CloudState> => {
  const paths = stackPaths(options);
  await refuseTakenPort(options);
  // What an earlier cloud held in memory is gone, and with it what Terraform knew of it.
  await rm(paths.terraformDir, { recursive: true, force: true });
  await emptyCloudDir(paths.cloudDir);
  await rm(paths.outputs, { force: true });
  await mkdir(paths.logDir, { recursive: true });
  const logFile = join(paths.logDir, 'local-cloud.log');
  refuseIfInterrupted();
  const log = openSync(logFile, 'w');
  const child = spawn(
    process.execPath,
    [
      ...['--import', 'tsx', join(ROOT, 'tools', 'local-cloud', 'src', 'main.ts')],
      ...['--port', String(options.port), '--region', options.region],
      ...['--state-dir', paths.cloudDir, '--python', venvPython()],
    ],
    { cwd: ROOT, detached: true, stdio: ['ignore', log, log], env: awsEnvironment(options) },
  );
  closeSync(log);
  child.unref();
  if (child.pid === undefined) throw new Error('The local cloud could not be started');
  const state = { pid: child.pid, port: options.port, region: options.region };
  // At once, without a pause: an interruption from here on must find what to stop.
  writeFileSync(paths.cloudState, JSON.stringify(state));
  await readyOrReason(child.pid, options.port, logFile);
  return state;
};

/** Ends the local cloud, and with it everything that it started; true if one was running. */
export const stopCloud = async (options: Pick<StackOptions, 'stateDir'>): Promise<boolean> => {
  const paths = stackPaths(options);
  const cloud = await findCloud(options);
  if (cloud) {
    process.kill(cloud.pid, 'SIGTERM');
    const deadline = Date.now() + GONE_WITHIN_MS;
    while (isAlive(cloud.pid)) {
      if (Date.now() > deadline) {
        process.kill(cloud.pid, 'SIGKILL');
        break;
      }
      await delay(50);
    }
  }
  await rm(paths.cloudState, { force: true });
  await rm(paths.outputs, { force: true });
  return cloud !== undefined;
};
