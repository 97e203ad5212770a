import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { S3Client } from '@aws-sdk/client-s3';
import { updateFunctionCode, type FunctionCode } from './function-code.ts';
import { makeLive, type LiveVersions } from './live-version.ts';
import { sha256 } from '../zip.ts';

/** What became of one function. */
export interface DeployedFunction extends LiveVersions {
  name: string;
  codeChanged: boolean;
  /** Size of the zip. */
  bytes: number;
  seconds: number;
}

/** Ships one function: its code if that changed, then whatever is not live yet. */
export const deployFunction = async (
  lambda: LambdaClient,
  s3: S3Client,
  code: FunctionCode,
): Promise<DeployedFunction> => {
  const startedAt = performance.now();
  const codeChanged = await updateFunctionCode(lambda, s3, code);
  const versions = await makeLive(lambda, code.functionName, sha256(code.zip).base64);
  return {
    ...versions,
    name: code.name,
    codeChanged,
    bytes: code.zip.length,
    seconds: (performance.now() - startedAt) / 1000,
  };
};
