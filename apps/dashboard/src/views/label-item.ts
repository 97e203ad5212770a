import { h } from '../dom.ts';
import { formatCount, formatName } from '../format.ts';
import type { LabellingCounts, ServedItem } from '../labelling-api.ts';

/** The fields of a record in a table, as they are; empty ones say so. */
export const recordTable = ({ record }: ServedItem): HTMLElement =>
  h(
    'table',
    { class: 'record', 'aria-label': 'Record' },
    h(
      'tbody',
      {},
      ...Object.entries(record).map(([field, value]) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, formatName(field)),
          value === null || value === ''
            ? h('td', { class: 'muted' }, 'empty')
            : h('td', { class: 'outside' }, String(value)),
        ),
      ),
    ),
  );

/** How far the whole queue is, and how much of it was labelled here. */
export const progressLine = (counts: LabellingCounts, mine: number): HTMLElement => {
  const done = counts.items - counts.open;
  const parts = [
    `${formatCount(done)} of ${formatCount(counts.items)} records finished`,
    `${formatCount(mine)} by you in this tab`,
  ];
  return h(
    'div',
    { class: 'label-progress' },
    h('progress', {
      max: Math.max(1, counts.items),
      value: done,
      'aria-label': 'Finished records',
    }),
    h('p', { class: 'hint' }, parts.join(' · ')),
  );
};
