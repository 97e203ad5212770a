import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { startLocalCloud, type LocalCloud } from './cloud.ts';

const usage = `Runs the local cloud until it is interrupted.

  tsx tools/local-cloud/src/main.ts --port 4566 --state-dir .local/cloud --python .local/venv/bin/python

  --port       where clients find it; 0 takes a free one
  --state-dir  folder for state and logs
  --python     a Python that has tools/setup/requirements.txt installed
  --iam        enforce: roles may do what their policies say; record: all is done, and written down
               what would be denied (default: NGWAF_LOCAL_IAM, else enforce)
  --region     AWS region (default: AWS_REGION, else us-east-1)
`;

const readArguments = () => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4566' },
      'state-dir': { type: 'string', default: '.local/cloud' },
      python: { type: 'string', default: '.local/venv/bin/python' },
      region: { type: 'string', default: process.env['AWS_REGION'] ?? 'us-east-1' },
      iam: { type: 'string', default: process.env['NGWAF_LOCAL_IAM'] ?? 'enforce' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port must be 0 to 65535, got ${values.port}`);
  }
  const iam = (['enforce', 'record'] as const).find((mode) => mode === values.iam);
  if (!iam) throw new Error(`--iam must be enforce or record, got ${values.iam}`);
  return { ...values, port, iam };
};

// What runs on Node 20 is this machine's business; the warning would only stand in every log.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const log = (message: string) => console.log(`${new Date().toISOString()} ${message}`);

let cloud: LocalCloud | undefined;
let isEnding = false;

const end = (exitCode: number): void => {
  // A second signal, or one while starting, ends the process at once; `exit` ends the children.
  if (isEnding || !cloud) process.exit(exitCode);
  isEnding = true;
  void cloud.close().finally(() => process.exit(exitCode));
};

const fail = (error: unknown): void => {
  console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  end(1);
};

const run = async (): Promise<void> => {
  const values = readArguments();
  if (values.help) {
    console.log(usage);
    return;
  }
  const startedAt = performance.now();
  cloud = await startLocalCloud({
    port: values.port,
    stateDir: resolve(values['state-dir']),
    // A bare name is looked up in PATH, anything else is a path.
    python: values.python.includes('/') ? resolve(values.python) : values.python,
    region: values.region,
    iam: values.iam,
    log,
  });
  cloud.onFailure(fail);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`Local cloud ready at ${cloud.url} (${seconds} s)`);
};

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
process.on('exit', () => cloud?.killChildren());
run().catch((error: unknown) => {
  // What stands in the message is all that helps here.
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
