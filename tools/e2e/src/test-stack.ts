import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { localOutputsSchema, type LocalOutputs } from '@ngwaf/contracts';
import { ROOT, bringUp, stackPaths, stopCloud, type StackOptions } from '@ngwaf/tool-local-stack';

export { stopCloud };

/** Heartbeats are short here, so that a test of a silent notebook takes seconds. */
const HEARTBEAT_SECONDS = 10;

/** A stack of the tests' own, beside one that a user may have up and beside other runs of the tests. */
export const testStackOptions: StackOptions = {
  stateDir: resolve(ROOT, process.env['NGWAF_E2E_DIR'] ?? join('.local', 'e2e')),
  port: Number(process.env['NGWAF_E2E_PORT'] ?? 4599),
  region: 'us-east-1',
  variables: { heartbeat_seconds: String(HEARTBEAT_SECONDS) },
};

/** Brings the stack up from nothing; what an interrupted run left is stopped first. */
export const bringTestStackUp = async (): Promise<void> => {
  await stopCloud(testStackOptions);
  try {
    await bringUp(testStackOptions);
  } catch (error) {
    await stopCloud(testStackOptions);
    throw error;
  }
};

/** Where the running test stack is. */
export const testStack = (): LocalOutputs =>
  localOutputsSchema.parse(JSON.parse(readFileSync(stackPaths(testStackOptions).outputs, 'utf8')));
