import { formatBytes, formatDuration, formatName, secondsBetween } from './format.ts';

it.each([
  [0, '0.0 s'],
  [-3, '0.0 s'],
  [6.94, '6.9 s'],
  [9.96, '10 s'],
  [59.6, '1 min 00 s'],
  [192, '3 min 12 s'],
  [3840, '1 h 04 min'],
])('%d s is %s', (seconds, text) => {
  expect(formatDuration(seconds).replaceAll('\u00a0', ' ')).toBe(text);
});

it('never breaks a duration', () => {
  expect(formatDuration(192)).not.toContain(' ');
});

it('counts seconds between two times', () => {
  expect(secondsBetween('2026-03-01T12:00:00.000Z', '2026-03-01T12:01:00.500Z')).toBe(60.5);
});

it.each([
  [12, '12 bytes'],
  [865_271, '845.0 KB'],
  [52_428_800, '50.0 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it('makes words of a name', () => {
  expect(formatName('prepare_existing_model')).toBe('Prepare existing model');
});
