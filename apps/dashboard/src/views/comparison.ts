import type { Job } from '@ngwaf/contracts';
import { h } from '../dom.ts';
import { comparisonsOf, verdictOf } from '../job-summary.ts';

const VERDICTS = { better: '▲ better', worse: '▼ worse', same: '= same' };

/** The new model beside the one that was live, on the same rows. */
export const comparisonSection = (job: Job): HTMLElement | undefined => {
  const rows = comparisonsOf(job);
  if (rows.length === 0) return undefined;
  const champion = job.model_performance?.['champion'];
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'comparison-heading' },
    h('h2', { id: 'comparison-heading' }, 'Against the model that was live'),
    h(
      'p',
      { class: 'hint' },
      'Both scored the same rows, each at its own threshold',
      ...(typeof champion === 'string'
        ? ['; live before was ', h('span', { class: 'mono' }, champion)]
        : []),
      '.',
    ),
    h(
      'table',
      { class: 'figures comparison' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Figure'),
          ...['New', 'Live before'].map((name) => h('th', { scope: 'col', class: 'number' }, name)),
          h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'Verdict')),
        ),
      ),
      h(
        'tbody',
        {},
        ...rows.map((row) => {
          const verdict = verdictOf(row);
          return h(
            'tr',
            {},
            h('th', { scope: 'row' }, row.name),
            h('td', { class: 'number' }, row.challenger.toFixed(4)),
            h('td', { class: 'number' }, row.champion?.toFixed(4) ?? '–'),
            h('td', { class: `verdict ${verdict ?? ''}` }, verdict ? VERDICTS[verdict] : ''),
          );
        }),
      ),
    ),
  );
};
