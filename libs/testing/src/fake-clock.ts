/** Time that passes only while something sleeps, and then at once. */
export const fakeClock = (startMs = Date.parse('2026-03-01T12:00:00.000Z')) => {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    sleep: async (ms: number): Promise<void> => {
      nowMs += ms;
    },
    /** Seconds that have passed so far. */
    passedSeconds: () => (nowMs - startMs) / 1000,
  };
};
