import { parseCommand, USAGE } from './cli.ts';
import { deployFunctions, deployNotebookBundle, type Surroundings } from './commands.ts';
import { DeployError } from './deploy-error.ts';
import { ROOT } from './paths.ts';
import { findTarget } from './target.ts';

// The tool runs wherever the repository does, Node.js 20 included; the SDK's notice helps nobody here.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const surroundings: Surroundings = {
  root: ROOT,
  print: (text) => console.log(text),
};

try {
  const command = parseCommand(process.argv.slice(2));
  if (command.kind === 'help') {
    console.log(USAGE);
  } else {
    const target = await findTarget({ env: process.env, ...command.target });
    await (command.kind === 'function'
      ? deployFunctions(surroundings, target, command.names)
      : deployNotebookBundle(surroundings, target));
  }
} catch (error) {
  console.error(error instanceof DeployError ? `deploy: ${error.message}` : error);
  process.exitCode = 1;
}
