import type { Program } from '@ngwaf/tool-cli';
import { COMMANDS } from './commands.ts';

export const DEPLOY: Program = {
  name: 'deploy',
  invocation: 'npm run deploy --',
  summary: 'Ships what was built to an environment that Terraform has applied:',
  details: `Targets of projects build first and take the same options: npx nx deploy <project>,
npx nx affected -t deploy, npx nx rollback <project>, npx nx status <project>.`,
  commands: COMMANDS,
};
