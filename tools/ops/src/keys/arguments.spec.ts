import { checkClientName } from './client-name.ts';
import { parseDuration } from './duration.ts';

describe('parseDuration', () => {
  it.each([
    ['0', 0],
    ['30m', 1_800_000],
    ['24h', 86_400_000],
    ['90d', 7_776_000_000],
  ])('reads %s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each(['', '24', '1w', '-1h', '0h', '91d', '1.5h'])('refuses "%s"', (text) => {
    expect(() => parseDuration(text)).toThrow('minutes, hours or days');
  });
});

describe('checkClientName', () => {
  it.each(['mobile', 'mobile-app-2', 'x'.repeat(40)])('takes %s', (name) => {
    expect(checkClientName(name)).toBe(name);
  });

  it.each(['', 'Mobile', '2mobile', 'mobile-', 'a--b', 'a b', 'x'.repeat(41), 'ä'])(
    'refuses "%s"',
    (name) => {
      expect(() => checkClientName(name)).toThrow('lower-case letters');
    },
  );
});
