import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { InvokeError, invokeFunction } from './invoke-function.ts';

const usage = `Runs one function's built bundle against the running local cloud.

  nx invoke <function> --event=<file>

  --event    JSON file; looked for in the app's folder, then in its events/, then from here.
             Without it the app's example events are listed.
  --outputs  outputs.json of another local cloud than this checkout's (.local/outputs.json).

The function's own environment is used, as the local cloud has it. Its result, log and duration are
printed; the exit code is 1 if the function failed.
`;

const run = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      event: { type: 'string' },
      outputs: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [name] = positionals;
  if (values.help || !name) {
    console.log(usage);
    if (!values.help) process.exitCode = 1;
    return;
  }
  const outcome = await invokeFunction({
    name,
    eventFile: values.event,
    cwd: process.cwd(),
    outputsFile: values.outputs,
    root: resolve(import.meta.dirname, '../../..'),
  });
  console.log(outcome.logLines.map((line) => `  ${line}`).join('\n'));
  console.log(`\n${outcome.hasFailed ? 'Error' : 'Result'}:`);
  console.log(JSON.stringify(JSON.parse(outcome.payload), null, 2));
  console.log(`\nDuration: ${outcome.durationMs.toFixed(1)} ms`);
  if (outcome.hasFailed) process.exitCode = 1;
};

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
run().catch((error: unknown) => {
  // Of what the user can mend the message says enough; anything else is a defect of ours.
  console.error(error instanceof InvokeError ? error.message : error);
  process.exitCode = 1;
});
