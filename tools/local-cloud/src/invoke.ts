import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { InvokeError, invokeFunction } from './invoke-function.ts';

const usage = `Runs one function's built bundle against the running local cloud.

  nx invoke <function> --event=<file>

  --event    JSON file; looked for in the app's folder, then in its events/, then from here.
             Without it the app's example events are listed.
  --outputs  outputs.json of another local cloud than this checkout's (.local/outputs.json).

The function's own environment and role are used, as the local cloud has them. Its result, log, duration
and what its role does not allow are printed; the exit code is 1 if the function failed or was denied
something.
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
  if (outcome.denials.length > 0) {
    console.error(`\nDenied by IAM, here as it would be on AWS:`);
    for (const denial of outcome.denials) console.error(`  ${denial}`);
    console.error('Roles are granted what they may do in infra/src/stacks/permissions.ts.');
  }
  if (outcome.hasFailed || outcome.denials.length > 0) process.exitCode = 1;
};

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
run().catch((error: unknown) => {
  // Of what the user can mend the message says enough; anything else is a defect of ours.
  console.error(error instanceof InvokeError ? error.message : error);
  process.exitCode = 1;
});
