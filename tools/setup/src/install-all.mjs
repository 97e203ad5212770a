import { setUp } from './setup.mjs';

// What continuous integration runs first; every other command does it, too, when it needs to.
await setUp({ scrutiny: process.argv.includes('--scrutiny') });
