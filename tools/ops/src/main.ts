import { runMainProgram } from '@ngwaf/tool-cli';
import { COMMANDS } from './commands.ts';

await runMainProgram({
  name: 'ops',
  invocation: 'npm run ops --',
  summary: 'Commands for those who run an environment:',
  details:
    'With --json, put -s after run, so that npm prints nothing of its own: npm run -s ops -- …',
  commands: COMMANDS,
});
