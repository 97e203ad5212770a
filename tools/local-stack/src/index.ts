export { createApiClient, type ApiAnswer, type ApiClient } from './api-client.ts';
export { findCloud, startCloud, stopCloud } from './cloud.ts';
export { endRunning, run, synthesise } from '@ngwaf/tool-stack';
export {
  DEFAULT_PORT,
  ROOT,
  awsEnvironment,
  defaultStackOptions,
  stackPaths,
  venvPython,
  type StackOptions,
} from './stack-options.ts';
export { apply, initialise, placeStack, plannedChanges, readStackOutputs } from './terraform.ts';
export { deployBaseModel } from './release.ts';
export { sampleRecords } from './sample-records.ts';
export { modelsToTrain, trainModel, uploadLocalData } from './train-model.ts';
export { bringUp, findStack } from './up.ts';
export { uploadDataSet } from './upload-data-set.ts';
