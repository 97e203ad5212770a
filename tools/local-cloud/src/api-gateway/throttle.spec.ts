import { createThrottle } from './throttle.ts';

describe('createThrottle', () => {
  it('lets the burst pass, then the rate', () => {
    let now = 0;
    const throttle = createThrottle(() => now);
    const take = () => throttle.take('key', { rateLimit: 2, burstLimit: 3 });

    const burst = [take(), take(), take(), take()];
    now = 500;
    const later = [take(), take()];

    expect(burst).toEqual([true, true, true, false]);
    expect(later).toEqual([true, false]);
  });

  it('counts each name by itself, and nothing without limits', () => {
    const throttle = createThrottle(() => 0);
    const limits = { rateLimit: 1, burstLimit: 1 };

    expect([throttle.take('a', limits), throttle.take('b', limits)]).toEqual([true, true]);
    expect([throttle.take('a', undefined), throttle.take('a', {})]).toEqual([true, true]);
  });
});
