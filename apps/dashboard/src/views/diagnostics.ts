import type { Job } from '@ngwaf/contracts';
import { h } from '../dom.ts';
import { formatRate } from '../format.ts';
import { diagnosticsChart } from './chart.ts';

type Diagnostics = NonNullable<Job['model_diagnostics']>;

const COLUMNS = [
  ['threshold', 'Threshold'],
  ['precision', 'Precision'],
  ['recall', 'Recall'],
  ['false_pos_rate', 'False positive rate'],
  ['accuracy', 'Accuracy'],
  ['f1_score', 'F1'],
] as const satisfies [keyof Diagnostics, string][];

/** How the new model does at each threshold, as a chart and as the numbers behind it. */
export const diagnosticsSection = (diagnostics: Diagnostics): HTMLElement =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'diagnostics-heading' },
    h('h2', { id: 'diagnostics-heading' }, 'The new model by threshold'),
    h(
      'p',
      { class: 'hint' },
      'On rows that its training did not see. A request is called malicious from the threshold on.',
    ),
    h('div', { class: 'split' }, diagnosticsChart(diagnostics), figures(diagnostics)),
  );

const figures = (diagnostics: Diagnostics): HTMLElement =>
  h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': 'Figures by threshold' },
    h(
      'table',
      { class: 'figures' },
      h('caption', { class: 'visually-hidden' }, 'Figures by threshold'),
      h(
        'thead',
        {},
        h('tr', {}, ...COLUMNS.map(([, name]) => h('th', { scope: 'col', class: 'number' }, name))),
      ),
      h(
        'tbody',
        {},
        ...diagnostics.threshold.map((threshold, row) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row', class: 'number' }, threshold.toFixed(1)),
            ...COLUMNS.slice(1).map(([key]) => {
              const value = diagnostics[key][row];
              return h('td', { class: 'number' }, value === undefined ? '' : formatRate(value));
            }),
          ),
        ),
      ),
    ),
  );
