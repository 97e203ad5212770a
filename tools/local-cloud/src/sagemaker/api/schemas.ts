import { z } from 'zod';

/** Names of nearly all of SageMaker's resources. */
export const resourceName = z
  .string()
  .max(63)
  .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);

export const roleArn = z
  .string()
  .min(20)
  .max(2048)
  .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/);

export const instanceType = z.string().regex(/^ml\..+$/);

/** Key and value of one tag. */
export const tag = z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256) });
export const tags = z.array(tag).max(50).optional();

/** Environment variables of a container. */
export const environment = z.record(z.string().max(1024), z.string().max(8192));

/** What the List operations have in common. */
export const listInput = z.looseObject({
  MaxResults: z.int().min(1).max(100).optional(),
  NextToken: z.string().optional(),
  NameContains: z.string().optional(),
  CreationTimeAfter: z.number().optional(),
  CreationTimeBefore: z.number().optional(),
  LastModifiedTimeAfter: z.number().optional(),
  LastModifiedTimeBefore: z.number().optional(),
  StatusEquals: z.string().optional(),
  SortBy: z.enum(['Name', 'CreationTime', 'Status', 'LastModifiedTime']).optional(),
  SortOrder: z.enum(['Ascending', 'Descending']).optional(),
});
export type ListInput = z.output<typeof listInput>;
