import { createInterface } from 'node:readline/promises';
import { join } from 'node:path';
import { runProgram, type Program } from './program.ts';

const ask = async (question: string): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
};

/** Runs this process' own command line and sets its exit code. */
export const runMainProgram = async (program: Program): Promise<void> => {
  // The tools run wherever the repository does, Node.js 20 included; the SDK's notice helps nobody here.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  process.exitCode = await runProgram(program, process.argv.slice(2), {
    root: join(import.meta.dirname, '..', '..', '..'),
    env: process.env,
    print: (text) => console.log(text),
    note: (text) => console.error(text),
    ask: process.stdin.isTTY ? ask : undefined,
  });
};
