import { AwsError } from '../../context.ts';

/** The error most of SageMaker's operations answer with, whatever is wrong with the request. */
export const validationException = (message: string): AwsError =>
  new AwsError('ValidationException', message);

/** `what` as in SageMaker's own messages: `model`, `endpoint`, `endpoint configuration`. */
export const couldNotFind = (what: string, arn: string): AwsError =>
  validationException(`Could not find ${what} "${arn}".`);

/** A second resource of the same name. */
export const alreadyExists = (what: string, arn: string): AwsError =>
  validationException(`Cannot create already existing ${what} "${arn}".`);
