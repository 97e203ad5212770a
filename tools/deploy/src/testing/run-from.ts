import { runProgram } from '@ngwaf/tool-cli';
import { DEPLOY } from '../program.ts';

/** The deploy tool as a process of its own, on the builds in the folder that is given first. */
const [root = '', ...args] = process.argv.slice(2);
process.exitCode = await runProgram(DEPLOY, args, {
  root,
  env: process.env,
  print: (text) => console.log(text),
  note: (text) => console.error(text),
  ask: undefined,
});
