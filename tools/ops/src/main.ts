import { runMainProgram } from '@ngwaf/tool-cli';
import { OPS } from './cli.ts';

await runMainProgram(OPS);
