import { runMainProgram } from '@ngwaf/tool-cli';
import { COMMANDS } from './commands.ts';

await runMainProgram({
  name: 'deploy',
  invocation: 'npm run deploy --',
  summary: 'Ships what was built to an environment that Terraform has applied:',
  details: `Each is also a target of its project, with the same options, which builds first:
npx nx deploy <project>, npx nx affected -t deploy, npx nx rollback <project>, npx nx status <project>.`,
  commands: COMMANDS,
});
