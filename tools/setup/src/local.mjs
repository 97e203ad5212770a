import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUp } from './setup.mjs';

// The entry of `npm start` and `npm run local:*`: plain JavaScript, since it runs before anything
// is installed; TypeScript takes over afterwards, in this same process, so that Ctrl-C reaches it.
const [command = '--help', ...args] = process.argv.slice(2);
if ([command, ...args].some((argument) => ['--help', '-h'].includes(argument))) {
  console.log(readFileSync(join(import.meta.dirname, 'usage.txt'), 'utf8'));
  process.exit();
}
if (['start', 'up'].includes(command)) await setUp();

const { tsImport } = await import('tsx/esm/api').catch(() => {
  console.error('Nothing is installed yet: `npm start` or `npm run local:up` does that.');
  process.exit(1);
});
const { main } = await tsImport('../../start/src/cli.ts', import.meta.url);
await main(command, args);
