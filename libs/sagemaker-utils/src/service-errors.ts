const NOT_FOUND = /could not find|not found|does not exist|RecordNotFound/i;
const WRONG_STATE = /status|state/i;

const isValidation = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'ValidationException';

/** Whether SageMaker says that there is no such thing; it has no error of its own for most. */
export const isNotFound = (error: unknown): boolean =>
  (error instanceof Error && error.name === 'ResourceNotFound') ||
  (isValidation(error) && NOT_FOUND.test(error.message));

/** Whether SageMaker refused because of the status the thing is in. */
export const isWrongState = (error: unknown): boolean =>
  isValidation(error) && !isNotFound(error) && WRONG_STATE.test(error.message);

/** The result, or `undefined` when there is no such thing. */
export const orUndefined = async <T>(request: Promise<T>): Promise<T | undefined> => {
  try {
    return await request;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};

const EXISTS = /already exist/i;

/** Does nothing more when the thing is there already: names follow from what it is. */
export const unlessExists = async (request: Promise<unknown>): Promise<void> => {
  try {
    await request;
  } catch (error) {
    const exists =
      error instanceof Error &&
      (error.name === 'ResourceInUse' || (isValidation(error) && EXISTS.test(error.message)));
    if (!exists) throw error;
  }
};
