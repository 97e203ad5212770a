import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
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

const isHealthy = async (port: number): Promise<boolean> => {
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

/** The local cloud that runs for this state folder, if one does. */
export const findCloud = async (
  options: Pick<StackOptions, 'stateDir'>,
): Promise<CloudState | undefined> => {
  const text = await readFile(stackPaths(options).cloudState, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const state = cloudStateSchema.safeParse(JSON.parse(text));
  if (!state.success || !isAlive(state.data.pid)) return undefined;
  return (await isHealthy(state.data.port)) ? state.data : undefined;
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
 * Starts the local cloud as a process (and process group) of its own, and waits until it answers.
 *
 * @throws {PortInUseError} something else listens on the port.
 */
export const startCloud = async (options: StackOptions): Promise<CloudState> => {
  const paths = stackPaths(options);
  if (await isPortTaken(options.port)) {
    throw new PortInUseError(
      `Port ${options.port} is in use by another program: end it, or choose another with --port`,
    );
  }
  // What an earlier cloud held in memory is gone, and with it what Terraform knew of it.
  await rm(paths.terraformDir, { recursive: true, force: true });
  await rm(paths.cloudDir, { recursive: true, force: true });
  await rm(paths.outputs, { force: true });
  await mkdir(paths.logDir, { recursive: true });
  const logFile = join(paths.logDir, 'local-cloud.log');
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
  await readyOrReason(child.pid, options.port, logFile);
  const state = { pid: child.pid, port: options.port, region: options.region };
  await writeFile(paths.cloudState, JSON.stringify(state));
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
