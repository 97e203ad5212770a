export type { UsedPermission } from './call-log.ts';
export { coverageOf, type Coverage, type Grant } from './policy/coverage.ts';
export { parsePolicy, type Statement } from './policy/document.ts';
