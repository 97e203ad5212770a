import { randomBytes } from 'node:crypto';
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import type { LogTarget } from '../aws/log-streams.ts';
import type { Host } from '../host.ts';
import { imageProcess } from '../images.ts';
import { Container } from '../process/container.ts';
import { freePort } from './free-port.ts';
import type { ServedModel } from './served-model.ts';

const PING_INTERVAL_MS = 20;
const PING_TIMEOUT_MS = 2_000;
/** A first start may fail because its port was taken at that very moment; a second one may not. */
const START_ATTEMPTS = 2;
const MAX_RESTART_DELAY_MS = 30_000;
/** A process that lived this long is restarted at once when it dies. */
const STABLE_AFTER_MS = 60_000;

/** Connections, and so threads, of one process; further requests wait for one. */
const MAX_CONNECTIONS = 32;

/** What a serving process is called, and where its log goes. */
export interface ServingIdentity {
  /** In messages: `endpoint e`, `transform job t`. */
  owner: string;
  /** In the reason of a failed start: `production variant v`. */
  part: string;
  logFile: (instanceId: string) => string;
  logTarget: (instanceId: string) => LogTarget;
}

/** One instance: the container's process, restarted when it dies. */
export class ServingProcess {
  readonly id = `i-${randomBytes(8).toString('hex')}`;
  /** Keeps connections open between invocations, for less time than any server here does. */
  readonly agent = new Agent({ keepAlive: true, maxSockets: MAX_CONNECTIONS, timeout: 60_000 });
  port = 0;
  isHealthy = false;
  /** Invocations under way. */
  outstanding = 0;
  private container: Container | undefined;
  private isStopped = false;
  private startedAt = 0;

  constructor(
    private readonly host: Host,
    private readonly identity: ServingIdentity,
    private readonly model: ServedModel,
    private readonly startUpMs: number,
  ) {}

  /**
   * Resolves when the process answers `/ping`.
   *
   * @throws {Error} it ended, or did not answer in time.
   */
  async start(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const container = await this.launch();
      if (await this.becomesHealthy(container)) {
        this.watch(container);
        return;
      }
      await container.stop(0);
      if (attempt === START_ATTEMPTS || this.isClosing) {
        throw new Error(
          `The primary container for ${this.identity.part} did not pass the ping health check. Please check CloudWatch logs for this ${this.identity.owner.split(' ')[0]}.`,
        );
      }
    }
  }

  /** Waits for the invocations under way, then ends the process. Nothing may choose it any more. */
  async drain(): Promise<void> {
    while (this.outstanding > 0 && !this.host.closing.aborted) await delay(5);
    await this.end();
  }

  /** Ends the process, and the invocations under way with it. */
  async end(): Promise<void> {
    this.isStopped = true;
    this.isHealthy = false;
    await this.container?.stop(2_000);
    this.agent.destroy();
  }

  private get isClosing(): boolean {
    return this.isStopped || this.host.closing.aborted;
  }

  private async launch(): Promise<Container> {
    this.port = await freePort();
    this.startedAt = Date.now();
    const { host, identity, model } = this;
    const { args, env } = imageProcess(model.contract, 'serve');
    this.container = new Container(host, {
      command: host.context.python,
      args,
      cwd: model.root,
      env: { ...model.environment, ...env, SAGEMAKER_BIND_TO_PORT: String(this.port) },
      principal: model.principal,
      hasNetwork: model.hasNetwork,
      logFile: identity.logFile(this.id),
      logTarget: identity.logTarget(this.id),
    });
    return this.container;
  }

  private async becomesHealthy(container: Container): Promise<boolean> {
    const deadline = Date.now() + this.startUpMs;
    let hasEnded = false;
    void container.exited.then(() => (hasEnded = true));
    while (!hasEnded && !this.isClosing && Date.now() < deadline) {
      if (await ping(this.port)) {
        this.isHealthy = true;
        return true;
      }
      await delay(PING_INTERVAL_MS);
    }
    return false;
  }

  private watch(container: Container): void {
    void container.exited.then(({ code }) => {
      this.isHealthy = false;
      if (this.isClosing) return;
      this.host.context.log(
        `sagemaker: serving process ${this.id} of ${this.identity.owner} ended with code ${code}; restarting it`,
      );
      this.host.inBackground(`restart of ${this.id}`, () => this.restart(container));
    });
  }

  private async restart(dead: Container): Promise<void> {
    await dead.stop(0);
    let wait = Date.now() - this.startedAt > STABLE_AFTER_MS ? 0 : 100;
    while (!this.isClosing) {
      await this.sleep(wait);
      if (this.isClosing) return;
      try {
        await this.start();
        return;
      } catch {
        wait = Math.min(Math.max(wait, 500) * 2, MAX_RESTART_DELAY_MS);
      }
    }
  }

  /** In short pieces, so that closing does not wait for a restart that is due in half a minute. */
  private async sleep(milliseconds: number): Promise<void> {
    const end = Date.now() + milliseconds;
    while (!this.isClosing && Date.now() < end) await delay(Math.min(100, end - Date.now()));
  }
}

const ping = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get(
      { host: '127.0.0.1', port, path: '/ping', timeout: PING_TIMEOUT_MS, agent: false },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
