export { MODELS, findModel, isRecordModel } from './models.ts';
export { modelResources, type ModelResources } from './model-resources.ts';
export { parseCatalogue, parseEntry } from './catalogue.ts';
export { CatalogueError } from './catalogue-error.ts';
export {
  planOf,
  toFeatures,
  type FeaturePlan,
  type Features,
  type RecordError,
} from './to-features.ts';
export type { ModelDefinition, ModelEntry, RecordInput, RecordModel } from './schema/entry.ts';
export type { Column, ColumnType } from './schema/column.ts';
export type { Feature, FeatureKind } from './schema/feature.ts';
export type { Algorithm, Tuning } from './schema/algorithm.ts';
export type { LabelQueue, Labelling } from './schema/labelling.ts';
export type { Gate, Retention, Routing, Serving, Training, Trigger } from './schema/operation.ts';
export {
  MAX_BYTES_IN_FUNCTION,
  MAX_TRAINING_BYTES,
  chooseInstances,
  type Cluster,
  type Instances,
} from './choose-instances.ts';
export { placeOf, splitOf, type Split } from './split-of.ts';
export { groundTruthLambdas } from './ground-truth-lambdas.ts';
