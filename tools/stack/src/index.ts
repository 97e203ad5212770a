export { describeProgress, type ApplyProgress } from './apply-follower.ts';
export { endRunning, interruptRunning, refuseIfInterrupted, run } from './run.ts';
export { ROOT, stackFolder, synthesise } from './synthesise.ts';
export { change, createTerraform, plannedChanges, toOutputs, type Terraform } from './terraform.ts';
