import {
  DescribeModelPackageCommand,
  UpdateModelPackageCommand,
  paginateListModelPackages,
  type ModelApprovalStatus,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';

import { orUndefined } from './service-errors.ts';

export interface ModelPackage {
  arn: string;
  approvalStatus: ModelApprovalStatus | undefined;
}

export interface JobPackageQuery {
  group: string;
  jobKey: string;
  /** When the job began: older packages cannot be its. */
  createdAfter: Date;
}

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

  /** Approves or rejects a model package, with the reason. */
  setApproval: async (arn: string, status: ModelApprovalStatus, reason: string): Promise<void> => {
    await client.send(
      new UpdateModelPackageCommand({
        ModelPackageArn: arn,
        ModelApprovalStatus: status,
        // SageMaker takes one line of at most 1024 characters; a traceback has many.
        ApprovalDescription: reason.replaceAll(/\s+/g, ' ').slice(0, 1024),
      }),
    );
  },
});
export type ModelPackages = ReturnType<typeof createModelPackages>;
