import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Session } from '../session/session.ts';

/** What outlives a removal, by its type, and the attribute with its name; a key is known by its alias. */
const NAME_ATTRIBUTES = {
  aws_s3_bucket: 'bucket',
  aws_dynamodb_table: 'name',
  aws_kms_alias: 'name',
} as const;

/** Buckets, the table of jobs, and the key that encrypted them, by option the stack's own. */
export const KEPT_TYPES = ['aws_s3_bucket', 'aws_dynamodb_table', 'aws_kms_key', 'aws_kms_alias'];

/** A bucket, table or key of the synthesised stack. */
export interface DataStore {
  address: string;
  type: keyof typeof NAME_ATTRIBUTES | 'aws_kms_key';
  /** Its physical name; of a key, its alias. */
  name: string;
}

const stackSchema = z.object({
  resource: z.record(z.string(), z.record(z.string(), z.looseObject({}))),
});

/** What of the synthesised stack holds data, with account and region put into names. */
export const dataStores = ({ terraform, caller }: Pick<Session, 'terraform' | 'caller'>) => {
  const text = readFileSync(join(terraform.dir, 'cdk.tf.json'), 'utf8');
  const { resource } = stackSchema.parse(JSON.parse(text));
  const known = (name: string): string =>
    name
      .replaceAll(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, caller.accountId)
      .replaceAll(/\$\{data\.aws_region\.\w+\.name\}/g, caller.region);
  const types = Object.keys(NAME_ATTRIBUTES) as (keyof typeof NAME_ATTRIBUTES)[];
  const stores = types.flatMap((type) =>
    Object.entries(resource[type] ?? {}).map(([id, attributes]): DataStore => ({
      address: `${type}.${id}`,
      type,
      name: known(String(attributes[NAME_ATTRIBUTES[type]])),
    })),
  );
  const alias = stores.find(({ type }) => type === 'aws_kms_alias')?.name;
  const keys = Object.keys(resource['aws_kms_key'] ?? {}).flatMap((id): DataStore[] =>
    alias === undefined ? [] : [{ address: `aws_kms_key.${id}`, type: 'aws_kms_key', name: alias }],
  );
  return [...stores, ...keys];
};
