import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { setUp } from './setup.mjs';

await setUp();
const nx = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
const built = spawnSync(process.execPath, [nx, 'run-many', '--targets=build'], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);

const { tsImport } = await import('tsx/esm/api');
const { main } = await tsImport('../../bench/src/main.ts', import.meta.url);
await main(process.argv.slice(2));
process.exit();
