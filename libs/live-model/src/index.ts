export { createChampions, type Champions, type FoundChampion } from './champions.ts';
export {
  createLiveModel,
  type LiveModel,
  type LiveModelOptions,
  type LiveModelPorts,
  type Loaded,
} from './live-model.ts';
export { PATIENT_CLIENT, createInProcess, type InProcessOptions } from './in-process.ts';
export { createInProcessScorer, type InProcessModel } from './in-process-scorer.ts';
export { ModelUnavailableError } from './errors.ts';
