import { existsSync, readFileSync } from 'node:fs';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { HeadObjectCommand, S3ServiceException, type S3Client } from '@aws-sdk/client-s3';
import { artefactBucketKeys, type FunctionName } from '@ngwaf/contracts';
import type { Clients } from '../clients.ts';
import { deterministicZip, sha256 } from '../zip.ts';
import { compareConfigurations, type VersionDifference } from './compare-configurations.ts';
import { readConfiguration } from './configuration.ts';
import { readLiveAlias, type LiveAlias } from './live-alias.ts';

/** What is live of a function, and what is not yet. */
export interface FunctionStatus {
  name: FunctionName;
  functionName: string;
  /** `$LATEST` until something has been deployed. */
  version: string;
  /** ISO 8601, UTC. */
  publishedAt: string | undefined;
  /** SHA-256 of the zip, hexadecimal. */
  codeSha256: string;
  /** Size of the zip. */
  bytes: number;
  /** Of which the code was built first; `+` behind it: with changes that were not committed. */
  commit: string | undefined;
  canary: LiveAlias['canary'];
  /** Versions that were live before, newest first. */
  before: string[];
  /** How the function, which the next version is made of, differs from the live version. */
  pending: VersionDifference;
  /** How the local build compares with the live version. */
  build: 'same' | 'different' | 'none';
}

export interface FunctionStatusOptions {
  name: FunctionName;
  functionName: string;
  artefactBucket: string;
  /** Where the local build is. */
  bundleFile: string;
}

/** @throws {DeployError} no such function. */
export const functionStatus = async (
  { lambda, s3 }: Pick<Clients, 'lambda' | 's3'>,
  { name, functionName, artefactBucket, bundleFile }: FunctionStatusOptions,
): Promise<FunctionStatus> => {
  const alias = await readLiveAlias(lambda, functionName);
  const [live, latest] = await Promise.all([
    readConfiguration(lambda, functionName, alias.version),
    readConfiguration(lambda, functionName),
  ]);
  const codeSha256 = Buffer.from(live.CodeSha256 ?? '', 'base64').toString('hex');
  const Key = artefactBucketKeys.functionCode(name, codeSha256);
  return {
    name,
    functionName,
    version: alias.version,
    publishedAt: publishedAt(live),
    codeSha256,
    bytes: live.CodeSize ?? 0,
    commit: await readCommit(s3, { Bucket: artefactBucket, Key }),
    canary: alias.canary,
    before: alias.before,
    pending: compareConfigurations(latest, live),
    build: compareBuild(bundleFile, codeSha256),
  };
};

/** Lambda writes the offset as `+0000`. */
const publishedAt = ({ LastModified }: FunctionConfiguration): string | undefined => {
  const date = new Date(LastModified?.replace(/([+-]\d\d)(\d\d)$/, '$1:$2') ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
};

const readCommit = async (
  s3: S3Client,
  address: { Bucket: string; Key: string },
): Promise<string | undefined> => {
  try {
    return (await s3.send(new HeadObjectCommand(address))).Metadata?.['commit'];
  } catch (error) {
    // Code that came by other means, or whose zip was removed; 403 without s3:ListBucket.
    if (error instanceof S3ServiceException) return undefined;
    throw error;
  }
};

const compareBuild = (file: string, codeSha256: string): FunctionStatus['build'] => {
  if (!existsSync(file)) return 'none';
  const zip = deterministicZip({ 'main.cjs': readFileSync(file) });
  return sha256(zip).hex === codeSha256 ? 'same' : 'different';
};
