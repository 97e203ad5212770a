import type { Job } from '@ngwaf/contracts';
import { FRAMES, labelHeights, linePath, place, points } from '../chart-geometry.ts';
import { h, s } from '../dom.ts';

type Diagnostics = NonNullable<Job['model_diagnostics']>;

const SERIES = [
  ['precision', 'Precision'],
  ['recall', 'Recall'],
  ['false_pos_rate', 'False positives'],
] as const satisfies [keyof Diagnostics, string][];

const TICKS = [0, 0.25, 0.5, 0.75, 1];
const LABEL_GAP = 16;
const NARROW = '(max-width: 40rem)';

/** Precision, recall and false positives by threshold. */
export const diagnosticsChart = (diagnostics: Diagnostics): HTMLElement => {
  const frame = matchMedia(NARROW).matches ? FRAMES.narrow : FRAMES.wide;
  const { width, height, left, right, bottom } = frame;
  const { threshold: thresholds } = diagnostics;
  const series = SERIES.map(([key, name]) => ({
    ...{ key, name },
    points: points(frame, thresholds, diagnostics[key]),
  })).filter((each) => each.points.length > 0);
  const heights = labelHeights(
    frame,
    series.map((each) => each.points.at(-1)!.y),
    LABEL_GAP,
  );
  const labelX = width - right + 12;

  const grid = TICKS.flatMap((rate) => {
    const { y } = place(frame, 0, rate);
    return [
      s('line', { class: 'grid', x1: left, x2: width - right, y1: y, y2: y }),
      s('text', { class: 'tick', x: left - 6, y: y + 4, 'text-anchor': 'end' }, String(rate)),
    ];
  });
  const axis = thresholds.map((threshold) =>
    s(
      'text',
      {
        class: 'tick',
        x: place(frame, threshold, 0).x,
        y: height - bottom + 18,
        'text-anchor': 'middle',
      },
      // Without the nought before the point, nine of them stand side by side on a phone.
      threshold.toFixed(1).replace(/^0/, ''),
    ),
  );
  const lines = series.flatMap(({ key, name, points: through }, index) => {
    const last = through.at(-1)!;
    const labelY = heights[index]!;
    return [
      s('path', { class: `line ${key}`, d: linePath(through) }),
      ...through.map(({ x, y }) => s('circle', { class: `dot ${key}`, cx: x, cy: y, r: 2.6 })),
      s('path', { class: 'leader', d: `M${last.x + 5} ${last.y}L${labelX - 3} ${labelY}` }),
      s('text', { class: `label ${key}`, x: labelX, y: labelY + 4 }, name),
    ];
  });
  return h(
    'figure',
    { class: 'chart' },
    s(
      'svg',
      {
        viewBox: `0 0 ${width} ${height}`,
        role: 'img',
        'aria-label':
          'Precision, recall and false positive rate by threshold; the table has the numbers',
      },
      ...grid,
      ...axis,
      ...lines,
    ),
    h('figcaption', { class: 'muted' }, 'Threshold'),
  );
};
