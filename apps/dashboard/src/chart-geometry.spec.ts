import fc from 'fast-check';
import { FRAMES, labelHeights, linePath, place, points } from './chart-geometry.ts';

const frame = FRAMES.wide;
const bottom = frame.height - frame.bottom;

it('puts the corners of the data at the corners of the drawing area', () => {
  expect(place(frame, 0, 0)).toEqual({ x: frame.left, y: bottom });
  expect(place(frame, 1, 1)).toEqual({ x: frame.width - frame.right, y: frame.top });
});

it('draws a line through as many points as have both values', () => {
  expect(points(frame, [0, 1], [1])).toHaveLength(1);
  expect(linePath(points(frame, [0, 1], [0, 1]))).toBe(
    `M${frame.left} ${bottom}L${frame.width - frame.right} ${frame.top}`,
  );
  expect(linePath([])).toBe('');
});

it('keeps labels apart, in the order of their lines, and within the chart', () => {
  const ends = fc.array(fc.double({ min: frame.top, max: bottom, noNaN: true }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(ends, (heights) => {
      const placed = labelHeights(frame, heights, 16);
      const sorted = [...placed].sort((a, b) => a - b);

      sorted.slice(1).forEach((height, index) => {
        expect(height - sorted[index]!).toBeGreaterThanOrEqual(16 - 1e-9);
      });
      expect(sorted.at(-1)).toBeLessThanOrEqual(bottom);
    }),
  );
  expect(labelHeights(frame, [20, 20, 200], 16)).toEqual([20, 36, 200]);
  expect(labelHeights(frame, [bottom, bottom], 16)).toEqual([bottom - 16, bottom]);
});
