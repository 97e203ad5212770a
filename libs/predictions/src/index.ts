export { PredictionsNotRoutedError } from './errors.ts';
export { idsFrom, newPredictionId } from './prediction-id.ts';
export { putPredictions, type PutPredictionsOptions } from './put-predictions.ts';
