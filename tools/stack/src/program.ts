import type { Program } from '@ngwaf/tool-cli';
import { apply } from './commands/apply.ts';
import { bootstrap } from './commands/bootstrap.ts';
import { destroy } from './commands/destroy.ts';
import { plan } from './commands/plan.ts';

/** The command line of those who make, change and remove environments. */
export const STACK: Program = {
  name: 'infra',
  invocation: 'npm run infra --',
  summary:
    'Makes, changes and removes environments; npx nx <command> infra --env=<name> does the same.',
  details: [
    'Environments, their accounts, regions and states: infra/environments.ts. Credentials come from',
    "AWS's usual variables and profiles; AWS_ENDPOINT_URL leads to a local cloud.",
  ].join('\n'),
  commands: [plan, apply, destroy, bootstrap],
};
