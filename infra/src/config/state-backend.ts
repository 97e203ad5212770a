import { z } from 'zod';

const KMS_KEY = /^(arn:aws[a-z-]*:kms:\S+|alias\/\S+|[0-9a-f-]{36})$/;

/** Where Terraform's state of an environment lies. */
export const stateBackendSchema = z.discriminatedUnion(
  'type',
  [
    /** A file beside the infrastructure's code: for one person at one machine. */
    z.strictObject({ type: z.literal('local') }),
    /** An object in a bucket, locked while somebody changes the environment: for teams and CI. */
    z.strictObject({
      type: z.literal('s3'),
      /** `npx nx bootstrap infra` makes one. */
      bucket: z
        .string({ error: 'expected the name of the bucket that `npx nx bootstrap infra` made' })
        .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { error: 'expected the name of a bucket' }),
      /** What comes before `<prefix>.tfstate`, for a bucket that others use too. Default: nothing. */
      keyPrefix: z
        .string()
        .regex(/^[^/].*\/$/, { error: 'expected text that ends with / and does not begin with it' })
        .optional(),
      /** The bucket's region. Default: the environment's. */
      region: z.string().optional(),
      /** A key of your own that encrypts the state. Default: S3's. */
      kmsKeyId: z
        .string()
        .regex(KMS_KEY, { error: 'expected the ARN, id or alias/… of a key' })
        .optional(),
    }),
  ],
  { error: 'expected { type: "local" } or { type: "s3", bucket: … }' },
);
export type StateBackend = z.infer<typeof stateBackendSchema>;
