import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { TrainingRequest } from './request.ts';

/** The container's `/opt/ml` of one training job. */
export class TrainingFolders {
  readonly model: string;
  readonly outputData: string;
  readonly code: string;

  constructor(readonly root: string) {
    this.model = join(root, 'model');
    this.outputData = join(root, 'output', 'data');
    this.code = join(root, 'code');
  }

  channel(name: string): string {
    return join(this.root, 'input', 'data', name);
  }

  /** Makes the folders and writes what SageMaker tells a container about its job. */
  async prepare(request: TrainingRequest): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
    const config = join(this.root, 'input', 'config');
    const folders = [
      config,
      this.model,
      this.outputData,
      this.code,
      join(this.root, 'checkpoints'),
    ];
    await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));

    const host = 'algo-1';
    const { InstanceType } = request.ResourceConfig;
    await this.write(config, 'hyperparameters', request.HyperParameters ?? {});
    await this.write(
      config,
      'inputdataconfig',
      Object.fromEntries(
        (request.InputDataConfig ?? []).map((channel) => [
          channel.ChannelName,
          {
            TrainingInputMode:
              channel.InputMode ?? request.AlgorithmSpecification.TrainingInputMode,
            S3DistributionType:
              channel.DataSource.S3DataSource?.S3DataDistributionType ?? 'FullyReplicated',
            RecordWrapperType: channel.RecordWrapperType ?? 'None',
            ...(channel.ContentType !== undefined && { ContentType: channel.ContentType }),
          },
        ]),
      ),
    );
    await this.write(config, 'resourceconfig', {
      current_host: host,
      current_instance_type: InstanceType,
      current_group_name: 'homogeneousCluster',
      hosts: [host],
      instance_groups: [
        { instance_group_name: 'homogeneousCluster', instance_type: InstanceType, hosts: [host] },
      ],
      network_interface_name: 'lo',
    });
  }

  /** What the script left in `output/failure`, if anything. */
  async failure(): Promise<string | undefined> {
    const text = await readFile(join(this.root, 'output', 'failure'), 'utf8').catch(() => '');
    return text.trim() || undefined;
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  private async write(folder: string, name: string, content: unknown): Promise<void> {
    await writeFile(join(folder, `${name}.json`), JSON.stringify(content));
  }
}
