export { PredictionsNotRoutedError } from './errors.ts';
export { putPredictions, type PutPredictionsOptions } from './put-predictions.ts';
