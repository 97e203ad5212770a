import { Construct } from 'constructs';
import { modelBucketKeys, predictionBucketKeys, resourceNames } from '@ngwaf/contracts';
import { MODELS, isRecordModel, modelResources, type RecordModel } from '@ngwaf/model-catalogue';
import { DataBucket, type DataBucketProps } from '../constructs/data-bucket.ts';
import { ExecutionRole } from '../constructs/execution-role.ts';
import { ModelRegistry } from '../constructs/model-registry.ts';
import type { Grantable } from '../constructs/role.ts';
import type { FrameworkProps } from './framework.ts';
import { grantTogether } from './grant-together.ts';
import { Preparation } from './preparation.ts';

export type StorageProps = FrameworkProps;

/** What belongs to one model. */
export interface StoredModel {
  entry: RecordModel;
  /** What it learns from; models may share it. */
  data: DataBucket;
  /** Artefacts, reports and scratch of its jobs. */
  bucket: DataBucket;
  registry: ModelRegistry;
}

const idOf = (name: string): string => name.replaceAll('-', '_');

/** Data and model buckets, the bucket of predictions, model package groups, and what prepares data. */
export class Storage extends Construct {
  readonly functions: Preparation['functions'];
  /** The models that the framework trains, in the catalogue's order. */
  readonly models: readonly StoredModel[];
  readonly predictions: DataBucket;
  /** Jobs and endpoints of all models run under it. */
  readonly role: ExecutionRole;

  constructor(scope: Construct, id: string, props: StorageProps) {
    super(scope, id);
    const entries = MODELS.filter(
      (entry): entry is RecordModel => entry.pipeline === 'framework' && isRecordModel(entry),
    );
    const dataBuckets = new Map<string, DataBucket>();
    this.models = entries.map((entry) => {
      const names = modelResources(props.namePrefix, props.location.accountId, entry);
      const own = (name: string): DataBucketProps => ({
        ...props.bucket('models'),
        accessLogs: props.accessLogs,
        name,
      });
      const data =
        dataBuckets.get(names.dataBucket) ??
        new DataBucket(this, `data_${idOf(entry.data.bucket)}`, own(names.dataBucket));
      dataBuckets.set(names.dataBucket, data);
      const { scratchDays } = entry.retention;
      const bucket = new DataBucket(this, `models_${idOf(entry.code)}`, {
        ...own(names.modelBucket),
        expire: [{ prefix: modelBucketKeys.scratchPrefix, days: scratchDays }],
      });
      const registry = new ModelRegistry(this, `registry_${idOf(entry.code)}`, {
        groupName: names.modelPackageGroup,
        description: `Versions of ${entry.name}`,
        location: props.location,
      });
      return { entry, data, bucket, registry };
    });
    this.predictions = new DataBucket(this, 'predictions', {
      ...props.bucket('predictions'),
      accessLogs: props.accessLogs,
      expire: entries.map(({ name, retention }) => ({
        prefix: `${predictionBucketKeys.predictionsPrefix}model=${name}/`,
        days: retention.predictionsDays,
      })),
    });
    this.role = new ExecutionRole(this, 'role', {
      name: `${props.namePrefix}-framework-model`,
      location: props.location,
      repositoryArn: props.location.arn(
        'ecr',
        `repository/${resourceNames(props.namePrefix).imageRepository('random-forest')}`,
      ),
      jobs: ['TrainingJobs', 'TransformJobs'],
    });
    this.allowJobs(props);
    this.functions = new Preparation(this, 'preparation', { ...props, storage: this }).functions;
  }

  /** Grants on what belongs to the models, on all of them alike. */
  grantOnEach(grantee: Grantable, give: (model: StoredModel, grantee: Grantable) => void): void {
    grantTogether(grantee, (each) => {
      for (const model of this.models) give(model, each);
    });
  }

  private allowJobs({ encryption }: StorageProps): void {
    const { scratchPrefix, artefactsPrefix, batchPrefix } = modelBucketKeys;
    this.grantOnEach(this.role, ({ bucket }, role) => {
      const written = [scratchPrefix, artefactsPrefix, batchPrefix].map((prefix) => `${prefix}*`);
      // SageMaker lists what a channel holds.
      bucket.grantList(role);
      bucket.grantRead(role, written);
      bucket.grantWrite(role, written);
    });
    encryption.grantVolumes(this.role);
  }
}
