/** Seconds that work took, with its result. */
export const timed = async <T>(work: () => Promise<T>): Promise<[seconds: number, result: T]> => {
  const start = performance.now();
  const result = await work();
  return [(performance.now() - start) / 1000, result];
};
