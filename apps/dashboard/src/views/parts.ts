import type { Job } from '@ngwaf/contracts';
import { h } from '../dom.ts';
import { formatDateTime } from '../format.ts';
import { toneOf } from '../job-summary.ts';

const SYMBOLS = { running: '●', good: '✓', neutral: '–', bad: '✕' };

/** A job's status as a word, with a symbol so that colour is not all that tells. */
export const statusBadge = (job: Job): HTMLElement => {
  const tone = toneOf(job);
  return h(
    'span',
    { class: `badge badge-${tone}` },
    h('span', { 'aria-hidden': 'true', class: 'badge-symbol' }, SYMBOLS[tone]),
    job.status,
  );
};

export const timeOf = (iso: string, format = formatDateTime): HTMLElement =>
  h('time', { datetime: iso, title: iso }, format(iso));

/** One term and what it is, for a list of facts. */
export const fact = (term: string, ...children: (Node | string)[]): HTMLElement =>
  h('div', { class: 'fact' }, h('dt', {}, term), h('dd', {}, ...children));

export const heading = (text: string): HTMLHeadingElement =>
  h('h1', { tabindex: -1, id: 'heading' }, text);
