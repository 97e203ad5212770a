import { rm } from 'node:fs/promises';

import { validationException } from '../api/errors.ts';
import { now } from '../api/now.ts';
import { principalOf } from '../api/principal.ts';
import { reasonOf, type Host } from '../host.ts';
import type { Container } from '../process/container.ts';
import type { LifecycleConfigs } from '../resources/lifecycle-configs.ts';
import { runLifecycleScript, type Hook } from './lifecycle-script.ts';
import type { NotebookSettings } from './request.ts';

export type NotebookInstanceStatus =
  'Pending' | 'InService' | 'Stopping' | 'Stopped' | 'Failed' | 'Deleting' | 'Updating';

/** Which states a transition may begin in; SageMaker's messages list them like this. */
const ALLOWED_FROM = {
  Pending: ['Stopped', 'Failed'],
  Stopping: ['InService'],
  Updating: ['Stopped', 'Failed'],
  Deleting: ['Stopped', 'Failed'],
} satisfies Partial<Record<NotebookInstanceStatus, NotebookInstanceStatus[]>>;

/** One notebook instance: no machine, but the processes its lifecycle scripts start. */
export class NotebookInstance {
  status: NotebookInstanceStatus = 'Pending';
  readonly createdAt = now();
  modifiedAt = this.createdAt;
  private failureReason: string | undefined;
  private containers: Container[] = [];

  constructor(
    private readonly host: Host,
    private readonly lifecycleConfigs: LifecycleConfigs,
    readonly name: string,
    readonly arn: string,
    public settings: NotebookSettings,
  ) {}

  /**
   * Begins a transition.
   *
   * @throws {ValidationException} the instance is in a state that does not allow it.
   */
  begin(to: keyof typeof ALLOWED_FROM): void {
    const allowed: NotebookInstanceStatus[] = ALLOWED_FROM[to];
    if (!allowed.includes(this.status)) {
      throw validationException(
        `Status (${this.status}) not in ([${allowed.join(', ')}]). Unable to transition to (${to}) for Notebook Instance (${this.arn})`,
      );
    }
    this.become(to);
  }

  /** Runs the lifecycle scripts: InService once they have returned, Failed if one of them failed. */
  async start(hooks: Hook[]): Promise<void> {
    try {
      for (const hook of hooks) await this.runHook(hook);
      this.become('InService');
    } catch (error) {
      await this.endProcesses();
      this.become('Failed', reasonOf(error));
    }
  }

  /** Ends every process of the instance: Stopped once none is left. */
  async stop(): Promise<void> {
    await this.endProcesses();
    this.become('Stopped');
  }

  /** Removes the instance's folder, its volume. */
  async remove(): Promise<void> {
    await this.endProcesses();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Ends the transition of an update. */
  becomeStopped(): void {
    this.become('Stopped');
  }

  describe() {
    const { SecurityGroupIds, LifecycleConfigName, ...settings } = this.settings;
    return {
      DirectInternetAccess: 'Enabled',
      RootAccess: 'Enabled',
      VolumeSizeInGB: 5,
      PlatformIdentifier: 'notebook-al2023-v1',
      IpAddressType: 'ipv4',
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
      ...settings,
      SecurityGroups: SecurityGroupIds,
      NotebookInstanceLifecycleConfigName: LifecycleConfigName,
      NotebookInstanceName: this.name,
      NotebookInstanceArn: this.arn,
      NotebookInstanceStatus: this.status,
      FailureReason: this.failureReason,
      Url: `${this.name.toLowerCase()}.notebook.${this.host.context.region}.sagemaker.aws`,
      CreationTime: this.createdAt,
      LastModifiedTime: this.modifiedAt,
    };
  }

  private get folder(): string {
    return this.host.stateFolder('notebook-instances', this.name);
  }

  private async runHook(hook: Hook): Promise<void> {
    const { LifecycleConfigName } = this.settings;
    this.host.closing.throwIfAborted();
    if (LifecycleConfigName === undefined) return;
    const config = this.lifecycleConfigs.get(LifecycleConfigName);
    const script = config[hook]?.[0]?.Content;
    if (script === undefined) return;
    const owner = {
      notebookName: this.name,
      notebookArn: this.arn,
      principal: principalOf('notebook', this.name, this.settings.RoleArn),
      configArn: config.NotebookInstanceLifecycleConfigArn,
      folder: this.folder,
    };
    await runLifecycleScript(this.host, owner, hook, script, (container) =>
      this.containers.push(container),
    );
  }

  private async endProcesses(): Promise<void> {
    const ending = this.containers;
    this.containers = [];
    const graceMs = this.host.closing.aborted ? 2_000 : this.host.limits.notebookStopGraceMs;
    await Promise.all(ending.map((container) => container.stop(graceMs)));
  }

  private become(status: NotebookInstanceStatus, failureReason?: string): void {
    this.status = status;
    this.failureReason = failureReason;
    this.modifiedAt = now();
  }
}
