import { z } from 'zod';

import { listInput, resourceName, tags } from '../api/schemas.ts';
import { containerDefinition } from './models.ts';

/** ModelApprovalStatus. */
export const approval = z.enum(['Approved', 'Rejected', 'PendingManualApproval']);
const metadata = z.record(z.string().max(128), z.string().max(256));
const inferenceSpecification = z.looseObject({
  Containers: z.array(containerDefinition).min(1).max(15),
});

/** CreateModelPackage's request. */
export const createInput = z.looseObject({
  ModelPackageName: resourceName.optional(),
  ModelPackageGroupName: z.string().optional(),
  ModelPackageDescription: z.string().max(1024).optional(),
  InferenceSpecification: inferenceSpecification.optional(),
  ModelApprovalStatus: approval.optional(),
  CustomerMetadataProperties: metadata.optional(),
  Tags: tags,
});

/** UpdateModelPackage's request. */
export const updateInput = z.looseObject({
  ModelPackageArn: z.string(),
  ModelApprovalStatus: approval.optional(),
  ApprovalDescription: z.string().max(1024).optional(),
  CustomerMetadataProperties: metadata.optional(),
  CustomerMetadataPropertiesToRemove: z.array(z.string()).optional(),
  InferenceSpecification: inferenceSpecification.optional(),
});

/** The request of operations on one package, by name or ARN. */
export const named = z.looseObject({ ModelPackageName: z.string().min(1).max(176) });

/** ListModelPackages' request. */
export const listPackagesInput = listInput.extend({
  ModelPackageGroupName: z.string().optional(),
  ModelApprovalStatus: approval.optional(),
  ModelPackageType: z.enum(['Versioned', 'Unversioned', 'Both']).optional(),
});
