export { DeployError } from './deploy-error.ts';
export { table } from './table.ts';
export {
  TARGET_FLAGS,
  TARGET_USAGE,
  findTarget,
  type ClientConfig,
  type Target,
  type TargetOptions,
} from './target.ts';
