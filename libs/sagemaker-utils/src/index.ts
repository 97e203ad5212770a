export {
  createNotebookInstances,
  type NotebookInstance,
  type NotebookInstances,
  type StopOptions,
} from './notebook-instances.ts';
export { createSageMakerJobs, type SageMakerJobs } from './sagemaker-jobs.ts';
export { createLiveModels, type LiveModel, type LiveModels } from './live-model.ts';
export { createTrainingJobs, type TrainingJob, type TrainingJobs } from './training-jobs.ts';
export {
  createTransformJobs,
  type LinesTransform,
  type TransformJob,
  type TransformJobs,
} from './transform-jobs.ts';
export { createEndpoints, type Endpoint, type Endpoints } from './endpoints.ts';
export {
  createEndpointVersions,
  type Capacity,
  type EndpointVersion,
  type EndpointVersions,
  type Guardrails,
} from './endpoint-versions.ts';
export { createScaling, type Scaling, type ScalingBounds } from './scaling.ts';
export { createRingingAlarms } from './alarms.ts';
export { createInventory, type Inventory, type Listed } from './inventory.ts';
export {
  createModelPackages,
  type JobPackageQuery,
  type ModelPackage,
  type NewModelPackage,
  type ModelPackageRecord,
  type ModelPackages,
} from './model-packages.ts';
export { createTrainedModels, type TrainedModel, type TrainedModels } from './trained-models.ts';
export {
  takeBackVersion,
  type TakeBackPorts,
  type VersionToTakeBack,
} from './take-back-version.ts';
export { createEndpointScorer, type EndpointScorerOptions } from './endpoint-scorer.ts';
export { pollUntil, systemClock, type Clock, type WaitOptions } from './poll-until.ts';
export {
  EndpointUpdateFailedError,
  NotebookInstanceBusyError,
  NotebookInstanceNotFoundError,
  WaitTimedOutError,
} from './errors.ts';
export {
  EndpointThrottledError,
  EndpointTimeoutError,
  EndpointUnavailableError,
  ModelFailedError,
} from './scoring-errors.ts';
