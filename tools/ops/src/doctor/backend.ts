import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import {
  GetBucketVersioningCommand,
  HeadBucketCommand,
  HeadObjectCommand,
} from '@aws-sdk/client-s3';
import { z } from 'zod';
import type { SynthesisedStack } from '../synthesised-stack.ts';
import { attempt, couldNotBeChecked } from './attempt.ts';
import type { Finding } from './check.ts';
import type { Clients } from './clients.ts';

const localSchema = z.object({ path: z.string() });
const s3Schema = z.object({
  bucket: z.string(),
  key: z.string(),
  encrypt: z.boolean().default(false),
  use_lockfile: z.boolean().default(false),
});
type S3Backend = z.infer<typeof s3Schema>;

const isAbsent = (error: Error): boolean =>
  error.name === 'NotFound' ||
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404;

const checkBucket = async (
  s3: Clients['s3'],
  { bucket: Bucket }: S3Backend,
  environment: string,
): Promise<Finding> => {
  const check = 'bucket of the state';
  const { error } = await attempt(() => s3.send(new HeadBucketCommand({ Bucket })));
  if (!error) return { check, status: 'ok', found: Bucket };
  if (!isAbsent(error)) return couldNotBeChecked(check, error);
  return {
    check,
    status: 'problem',
    found: `${Bucket} does not exist`,
    expected: 'the bucket that the environment names as its state backend',
    remedy: `npx nx bootstrap infra --env=${environment}`,
  };
};

const checkVersioning = async (
  s3: Clients['s3'],
  { bucket: Bucket }: S3Backend,
): Promise<Finding> => {
  const check = 'versions of the state';
  const { answer, error } = await attempt(() =>
    s3.send(new GetBucketVersioningCommand({ Bucket })),
  );
  if (error) return couldNotBeChecked(check, error);
  return answer.Status === 'Enabled'
    ? { check, status: 'ok', found: 'kept' }
    : {
        check,
        status: 'warning',
        found: `not kept (${answer.Status ?? 'never enabled'})`,
        expected: 'versioning, so that a state that was spoilt can be put back',
        remedy: `aws s3api put-bucket-versioning --bucket ${Bucket} --versioning-configuration Status=Enabled`,
      };
};

const checkLock = async (s3: Clients['s3'], backend: S3Backend): Promise<Finding> => {
  const check = 'lock of the state';
  if (!backend.use_lockfile) {
    return {
      check,
      status: 'warning',
      found: 'none: two applies at once would spoil the state',
      expected: 'use_lockfile',
      remedy: 'set use_lockfile for the backend (Terraform 1.10 or newer)',
    };
  }
  const Key = `${backend.key}.tflock`;
  const { answer, error } = await attempt(() =>
    s3.send(new HeadObjectCommand({ Bucket: backend.bucket, Key })),
  );
  if (error)
    return isAbsent(error)
      ? { check, status: 'ok', found: 'free' }
      : couldNotBeChecked(check, error);
  return {
    check,
    status: 'warning',
    found: `held since ${answer.LastModified?.toISOString() ?? 'an unknown time'}`,
    expected: 'free, unless somebody applies just now',
    remedy: 'docs/runbook.md, "A lock of the state was left behind"',
  };
};

const initialisedSchema = z.object({
  backend: z.object({ type: z.string(), config: z.record(z.string(), z.unknown()) }),
});

/** What Terraform was initialised with in a folder, which may differ from what the stack says. */
const initialisedBackend = (
  folder: string,
): Record<string, Record<string, unknown>> | undefined => {
  const file = join(folder, '.terraform', 'terraform.tfstate');
  if (!existsSync(file)) return undefined;
  const { data } = initialisedSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  // Options that were not given stand there as null.
  const given = Object.entries(data?.backend.config ?? {}).filter(([, value]) => value !== null);
  return data && { [data.backend.type]: Object.fromEntries(given) };
};

/** Whether Terraform's state is where the environment says, and safe there. */
export const checkBackend = async (
  { s3 }: Pick<Clients, 's3'>,
  stack: SynthesisedStack,
  { environment, stackFolder }: { environment: string; stackFolder: string },
): Promise<Finding[]> => {
  const backend = initialisedBackend(stackFolder) ?? stack.terraform.backend;
  const s3Backend = s3Schema.safeParse(backend['s3']);
  if (s3Backend.success) {
    const bucket = await checkBucket(s3, s3Backend.data, environment);
    if (bucket.status !== 'ok') return [bucket];
    const [versioning, lock] = await Promise.all([
      checkVersioning(s3, s3Backend.data),
      checkLock(s3, s3Backend.data),
    ]);
    return [bucket, versioning, lock];
  }
  const localBackend = localSchema.safeParse(backend['local']);
  if (!localBackend.success) {
    const kinds = Object.keys(backend).join(', ') || 'none';
    return [{ check: 'state', status: 'unknown', found: `could not be checked: backend ${kinds}` }];
  }
  const { path } = localBackend.data;
  const file = isAbsolute(path) ? path : resolve(stackFolder, path);
  return [
    {
      check: 'state',
      status: 'info',
      found: `on this machine alone: ${file} (${existsSync(file) ? 'there' : 'not there yet'})`,
      remedy:
        'for a team, or for anything you would miss, keep it in a bucket: docs/deploy-to-aws.md',
    },
  ];
};
