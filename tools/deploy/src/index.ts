export { DeployError } from './deploy-error.ts';
export {
  TARGET_FLAGS,
  TARGET_USAGE,
  findTarget,
  type ClientConfig,
  type Target,
  type TargetOptions,
} from './target.ts';
