/** Lets so many requests a second pass, and so many at once after a pause. */
export interface TokenBucketLimits {
  rateLimit?: number;
  burstLimit?: number;
}

/** One token bucket per name. */
export interface Throttle {
  /** Takes a token; `false` if there is none, so that the request is to be refused. */
  take(name: string, limits: TokenBucketLimits | undefined): boolean;
}

/** @param now milliseconds; a clock that tests turn. */
export const createThrottle = (now: () => number = () => performance.now()): Throttle => {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take(name, limits) {
      const rate = limits?.rateLimit;
      if (!rate) return true;
      const size = Math.max(1, limits.burstLimit ?? rate);
      const time = now();
      const bucket = buckets.get(name) ?? { tokens: size, at: time };
      const refilled = bucket.tokens + ((time - bucket.at) / 1_000) * rate;
      const tokens = Math.min(size, refilled);
      const isAllowed = tokens >= 1;
      buckets.set(name, { tokens: isAllowed ? tokens - 1 : tokens, at: time });
      return isAllowed;
    },
  };
};
