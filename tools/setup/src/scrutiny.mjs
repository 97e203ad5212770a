import { setUp } from './setup.mjs';

const args = process.argv.slice(2);
await setUp({ scrutiny: !args.includes('--help') });
const { tsImport } = await import('tsx/esm/api');
const { main } = await tsImport('../../scrutiny/src/cli.ts', import.meta.url);
process.exitCode = await main(args);
