/** Size of a chart and the margins around its drawing area, in units of the SVG. */
export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const MARGINS = { left: 32, right: 100, top: 12, bottom: 26 };

/** Frames in which text is as large as elsewhere on the page, for a wide and a narrow one. */
export const FRAMES = {
  wide: { width: 560, height: 250, ...MARGINS },
  narrow: { width: 320, height: 210, ...MARGINS },
} satisfies Record<string, Frame>;

export interface Point {
  x: number;
  y: number;
}

/** A threshold and a rate, both between 0 and 1, as a place in the chart. */
export const place = (frame: Frame, threshold: number, rate: number): Point => ({
  x: round(frame.left + threshold * (frame.width - frame.left - frame.right)),
  y: round(frame.top + (1 - rate) * (frame.height - frame.top - frame.bottom)),
});

/** The places of the rates at the thresholds; the shorter list decides. */
export const points = (frame: Frame, thresholds: number[], rates: number[]): Point[] =>
  thresholds
    .slice(0, rates.length)
    .map((threshold, index) => place(frame, threshold, rates[index] as number));

/** The line through points, as an SVG path. */
export const linePath = (through: Point[]): string =>
  through.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');

/**
 * Heights of the labels beside the lines' ends: as near as can be to the ends, in their order, and
 * `gap` apart, so that lines that end together have labels that can be read.
 */
export const labelHeights = (frame: Frame, ends: number[], gap: number): number[] => {
  const fromTop = ends.map((_, index) => index).sort((a, b) => ends[a]! - ends[b]!);
  const heights = [...ends];
  let highest = -Infinity;
  for (const index of fromTop) {
    heights[index] = Math.max(heights[index]!, highest);
    highest = heights[index] + gap;
  }
  let lowest = frame.height - frame.bottom;
  for (const index of fromTop.reverse()) {
    heights[index] = Math.min(heights[index]!, lowest);
    lowest = heights[index] - gap;
  }
  return heights;
};

const round = (value: number): number => Math.round(value * 10) / 10;
