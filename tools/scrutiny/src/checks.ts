import type { Check } from './finding.ts';

/** Everything that looks at what others made, in the order in which it runs. */
export const CHECKS: Check[] = [];
