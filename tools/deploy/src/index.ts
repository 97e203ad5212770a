export { DeployError } from './deploy-error.ts';
export { table } from './table.ts';
export { deterministicZip, sha256 } from './zip.ts';
export { pipelineVariables } from './pipeline-variables.ts';
export { TARGET_OPTIONS, targetOf } from './target-options.ts';
export { findTarget, type ClientConfig, type Target, type TargetOptions } from './target.ts';
export { readContext } from './image/context.ts';
