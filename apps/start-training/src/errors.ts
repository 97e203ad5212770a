import { CodedError } from '@ngwaf/lambda-kit';

/** The model has a pipeline of its own. */
export class OtherPipelineError extends CodedError {
  override readonly name = 'OtherPipelineError';
  readonly code = 'other_pipeline';

  constructor(model: string) {
    super(`${model} is trained on an uploaded file: use POST /retrain`);
  }
}

/** The request asks for what the model's entry or the data do not allow. */
export class TrainingRequestError extends CodedError {
  override readonly name = 'TrainingRequestError';
  readonly code = 'invalid_request';

  constructor(where: string, expected: string, found: string) {
    super(`${where}: expected ${expected}, found ${found}`, { details: { expected, found } });
  }
}

/** There is nothing to train on. */
export class NoDataError extends CodedError {
  override readonly name = 'NoDataError';
  readonly code = 'data_set_invalid';

  constructor(address: string, expected: string, found: string) {
    super(`${address}: expected ${expected}, found ${found}`, { details: { expected, found } });
  }
}

/** No container image has been released yet. */
export class ImageNotReleasedError extends CodedError {
  override readonly name = 'ImageNotReleasedError';
  readonly code = 'image_not_released';

  constructor(image: string, options?: ErrorOptions) {
    super(`The image ${image} has not been released: npx nx deploy ${image} --env=…`, options);
  }
}

/** Another job of the model runs. */
export class TrainingInProgressError extends CodedError {
  override readonly name = 'TrainingInProgressError';
  readonly code = 'training_in_progress';

  constructor(model: string, jobKey: string) {
    super(`${model} is being trained already: ${jobKey}`);
  }
}
