import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, awsEnvironment, stackPaths } from '@ngwaf/tool-local-stack';
import { testStackOptions } from './test-stack.ts';

const { terraformOutputs } = stackPaths(testStackOptions);

/** `npm run ops -- models …` as an operator runs it; resolves with exit code and all output. */
export const models = (
  args: string[],
  outputsFile = terraformOutputs,
): Promise<[code: number, output: string]> =>
  new Promise((resolve) => {
    const main = join(ROOT, 'tools', 'ops', 'src', 'main.ts');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', main, 'models', ...args, '--outputs', outputsFile],
      { cwd: ROOT, env: awsEnvironment(testStackOptions) },
    );
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('close', (code) => resolve([code ?? -1, output]));
  });

/** Options of what is done for a reason, without being asked. */
export const because = (reason: string): string[] => ['--reason', reason, '--yes'];
