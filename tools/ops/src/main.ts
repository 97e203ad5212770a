import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { runCommandLine } from './cli.ts';
import { COMMANDS } from './commands.ts';

// The tool runs wherever the repository does, Node.js 20 included; the SDK's notice helps nobody here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const ask = async (question: string): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
};

process.exitCode = await runCommandLine(COMMANDS, process.argv.slice(2), {
  root: join(import.meta.dirname, '..', '..', '..'),
  env: process.env,
  print: (text) => console.log(text),
  note: (text) => console.error(text),
  ask: process.stdin.isTTY ? ask : undefined,
});
