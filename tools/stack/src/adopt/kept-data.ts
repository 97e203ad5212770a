import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Session } from '../session/session.ts';

/** What outlives a removal, by its type: buckets with their settings, and the table of jobs. */
export const KEPT_TYPES = ['aws_s3_bucket', 'aws_dynamodb_table'] as const;

/** A bucket or table of the synthesised stack. */
export interface DataStore {
  address: string;
  type: (typeof KEPT_TYPES)[number];
  /** Its physical name. */
  name: string;
}

const stackSchema = z.object({
  resource: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ bucket: z.string().optional() })),
  ),
});

/** The buckets and tables that the synthesised stack describes, with account and region put into names. */
export const dataStores = ({ terraform, caller }: Pick<Session, 'terraform' | 'caller'>) => {
  const text = readFileSync(join(terraform.dir, 'cdk.tf.json'), 'utf8');
  const { resource } = stackSchema.parse(JSON.parse(text));
  return KEPT_TYPES.flatMap((type) =>
    Object.entries(resource[type] ?? {}).map(([id, attributes]): DataStore => {
      const name = String(attributes[type === 'aws_s3_bucket' ? 'bucket' : 'name']);
      return {
        address: `${type}.${id}`,
        type,
        name: name
          .replaceAll(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, caller.accountId)
          .replaceAll(/\$\{data\.aws_region\.\w+\.name\}/g, caller.region),
      };
    }),
  );
};
