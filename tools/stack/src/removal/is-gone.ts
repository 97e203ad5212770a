/** Whether a service says that there is no such thing (any more); SageMaker has no class for it. */
export const isGone = (error: unknown): boolean =>
  error instanceof Error &&
  (/ResourceNotFound|NotFoundException|NoSuch/.test(error.name) ||
    /Could not find|does not exist|RecordNotFound|not found/i.test(error.message));
