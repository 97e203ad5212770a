import {
  CreateModelPackageCommand,
  DescribeModelPackageCommand,
  UpdateModelPackageCommand,
  paginateListModelPackages,
  type DescribeModelPackageCommandOutput,
  type ModelApprovalStatus,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';

import { orUndefined } from './service-errors.ts';

export interface ModelPackage {
  arn: string;
  approvalStatus: ModelApprovalStatus | undefined;
}

/** A model package with all that the registry knows of it. */
export interface ModelPackageRecord extends ModelPackage {
  approvalDescription: string | undefined;
  createdAt: Date | undefined;
  /** The customer's metadata: strings by key. */
  metadata: Record<string, string>;
  /** Where its artefact lies (`s3://bucket/key`). */
  artefact: string | undefined;
  /** Image that serves it. */
  image: string | undefined;
}

const toRecord = (arn: string, found: DescribeModelPackageCommandOutput): ModelPackageRecord => {
  const container = found.InferenceSpecification?.Containers?.[0];
  return {
    arn,
    approvalStatus: found.ModelApprovalStatus,
    approvalDescription: found.ApprovalDescription,
    createdAt: found.CreationTime,
    metadata: found.CustomerMetadataProperties ?? {},
    artefact: container?.ModelDataUrl,
    image: container?.Image,
  };
};

export interface JobPackageQuery {
  group: string;
  jobKey: string;
  /** When the job began: older packages cannot be its. */
  createdAfter: Date;
}

/** A version to be registered. */
export interface NewModelPackage {
  /** Up to 36 letters, digits and dashes that name the request. */
  token: string;
  group: string;
  description: string;
  image: string;
  /** `s3://bucket/key`. */
  artefact: string;
  contentTypes: readonly string[];
  approvalStatus: ModelApprovalStatus;
  /** `s3://` address of its metrics, as JSON. */
  metricsAddress: string;
  /** Strings by key, of at most 256 characters. */
  metadata: Record<string, string>;
}

/** SageMaker takes one line of at most 1024 characters; a traceback has many. */
const oneLine = (reason: string): string => reason.replaceAll(/\s+/g, ' ').slice(0, 1024);

/** Model packages: the registry of model versions. */
export const createModelPackages = (client: SageMakerClient) => ({
  /**
   * The model package that a job registered; `undefined` when there is none.
   *
   * SageMaker does not list by metadata: one request for each package since the job began, of which
   * there is hardly ever more than one.
   */
  findByJob: async ({
    group,
    jobKey,
    createdAfter,
  }: JobPackageQuery): Promise<ModelPackage | undefined> => {
    const pages = paginateListModelPackages(
      { client },
      { ModelPackageGroupName: group, CreationTimeAfter: createdAfter, SortOrder: 'Descending' },
    );
    for await (const { ModelPackageSummaryList = [] } of pages) {
      for (const { ModelPackageArn: arn } of ModelPackageSummaryList) {
        const command = new DescribeModelPackageCommand({ ModelPackageName: arn });
        const found = await orUndefined(client.send(command));
        if (arn && found?.CustomerMetadataProperties?.['job_key'] === jobKey) {
          return { arn, approvalStatus: found.ModelApprovalStatus };
        }
      }
    }
    return undefined;
  },

  /**
   * Registers a version, to be approved or not; answers its ARN.
   *
   * The same token registers nothing twice.
   */
  register: async (version: NewModelPackage): Promise<string> => {
    const types = [...version.contentTypes];
    const { ModelPackageArn } = await client.send(
      new CreateModelPackageCommand({
        ClientToken: version.token,
        ModelPackageGroupName: version.group,
        ModelPackageDescription: oneLine(version.description),
        InferenceSpecification: {
          Containers: [{ Image: version.image, ModelDataUrl: version.artefact }],
          SupportedContentTypes: types,
          SupportedResponseMIMETypes: types,
        },
        ModelApprovalStatus: version.approvalStatus,
        ModelMetrics: {
          ModelQuality: {
            Statistics: { ContentType: 'application/json', S3Uri: version.metricsAddress },
          },
        },
        CustomerMetadataProperties: version.metadata,
      }),
    );
    if (ModelPackageArn === undefined) throw new Error('SageMaker answered no model package');
    return ModelPackageArn;
  },

  /** One model package; `undefined` when there is none. */
  find: async (arn: string): Promise<ModelPackageRecord | undefined> => {
    const command = new DescribeModelPackageCommand({ ModelPackageName: arn });
    const found = await orUndefined(client.send(command));
    return found && toRecord(arn, found);
  },

  /** Records when a version went live (ISO 8601, UTC), and which version it replaced. */
  recordLive: async (arn: string, liveSince: string, replaced?: string): Promise<void> => {
    const properties = { live_since: liveSince, ...(replaced !== undefined && { replaced }) };
    await client.send(
      new UpdateModelPackageCommand({
        ModelPackageArn: arn,
        CustomerMetadataProperties: properties,
      }),
    );
  },

  /** Every model package of a group, newest first; one request for each. */
  list: async (group: string): Promise<ModelPackageRecord[]> => {
    const records: ModelPackageRecord[] = [];
    const pages = paginateListModelPackages(
      { client },
      { ModelPackageGroupName: group, SortBy: 'CreationTime', SortOrder: 'Descending' },
    );
    for await (const { ModelPackageSummaryList = [] } of pages) {
      for (const { ModelPackageArn: arn } of ModelPackageSummaryList) {
        const command = new DescribeModelPackageCommand({ ModelPackageName: arn });
        const found = await orUndefined(client.send(command));
        if (arn && found) records.push(toRecord(arn, found));
      }
    }
    return records;
  },

  /** Approves or rejects a model package, with the reason. */
  setApproval: async (arn: string, status: ModelApprovalStatus, reason: string): Promise<void> => {
    await client.send(
      new UpdateModelPackageCommand({
        ModelPackageArn: arn,
        ModelApprovalStatus: status,
        ApprovalDescription: oneLine(reason),
      }),
    );
  },
});
export type ModelPackages = ReturnType<typeof createModelPackages>;
