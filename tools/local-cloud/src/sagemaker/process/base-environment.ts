/** Variables of this process that others may see: nothing that would lead them out of the local cloud. */
const PASSED_ON = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'USER', 'SystemRoot'];

/** Environment of a process before the local cloud's own and the request's variables. */
export const baseEnvironment = (): Record<string, string> => ({
  ...Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ),
  // glibc keeps a heap for each thread; two are enough here and save tens of megabytes a process.
  MALLOC_ARENA_MAX: '2',
  PYTHONUNBUFFERED: '1',
  // The user's own packages are not the container's.
  PYTHONNOUSERSITE: '1',
});
