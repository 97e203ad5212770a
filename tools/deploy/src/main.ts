import { runMainProgram } from '@ngwaf/tool-cli';
import { DEPLOY } from './program.ts';

await runMainProgram(DEPLOY);
