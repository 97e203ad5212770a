import { hasEnded, type Job } from '@ngwaf/contracts';
import type { JobPage } from '../api.ts';
import { h, replaceContent } from '../dom.ts';
import { formatDuration, formatTime } from '../format.ts';
import { jobSeconds, progressOf } from '../job-summary.ts';
import { poll, type Poll } from '../poll.ts';
import { hrefOf } from '../route.ts';
import { loading, notice } from './notice.ts';
import { heading, statusBadge, timeOf } from './parts.ts';
import { createTrouble } from './trouble.ts';
import type { View, ViewContext } from './view.ts';

const PAGE_SIZE = 20;

/** All jobs, newest first, a page at a time; kept up to date while one runs. */
export const jobsView = (context: ViewContext): View => {
  const list = h('div', { class: 'card' }, loading('jobs'));
  const state = h('p', { class: 'muted', id: 'jobs-state' });
  /** Tokens of the pages before this one; the first page has none. */
  const earlier: (string | undefined)[] = [];
  let current: string | undefined;
  let polling: Poll | undefined;

  const trouble = createTrouble(context, () => open(current));

  const show = (page: JobPage): void => {
    trouble.clear();
    state.textContent = `As of ${formatTime(new Date())}`;
    replaceContent(list, page.jobs.length === 0 ? noJobs() : jobTable(page.jobs), pager(page));
  };

  const pager = ({ next_token: next }: JobPage): HTMLElement | undefined => {
    if (earlier.length === 0 && next === undefined) return undefined;
    const turn = (label: string, id: string, go: (() => void) | undefined) =>
      h('button', { type: 'button', id, disabled: !go, onclick: () => go?.() }, label);
    const newer = () => open(earlier.pop());
    const older = () => {
      earlier.push(current);
      open(next);
    };
    return h(
      'nav',
      { class: 'pager', 'aria-label': 'Pages of jobs' },
      turn('← Newer', 'newer', earlier.length > 0 ? newer : undefined),
      h('span', { class: 'muted' }, `Page ${earlier.length + 1}`),
      turn('Older →', 'older', next !== undefined ? older : undefined),
    );
  };

  const open = (token: string | undefined): void => {
    current = token;
    polling?.stop();
    polling = poll({
      read: () => context.api.jobs({ limit: PAGE_SIZE, nextToken: token }),
      fingerprint: ({ jobs }) => JSON.stringify(jobs.map((job) => [job.status, job.step_status])),
      onValue: show,
      onError: (error, retryInMs) => {
        list.querySelector('.loading')?.remove();
        trouble.show(error, retryInMs);
      },
      // With no job running nothing moves by itself: the button reads again.
      isLast: ({ jobs }) => jobs.every(({ status }) => hasEnded(status)),
    });
  };

  open(undefined);
  return {
    title: 'Jobs',
    element: h(
      'div',
      {},
      h(
        'div',
        { class: 'title-row' },
        heading('Jobs'),
        h(
          'div',
          { class: 'title-actions' },
          state,
          h('button', { type: 'button', id: 'refresh', onclick: () => open(current) }, 'Refresh'),
        ),
      ),
      trouble.element,
      list,
    ),
    stop: () => polling?.stop(),
  };
};

const noJobs = (): HTMLElement =>
  notice(
    'No job yet',
    h('p', {}, 'A retraining on your own labelled traffic makes one.'),
    h('a', { href: hrefOf({ view: 'retrain' }), class: 'button' }, 'Start a retraining'),
  );

const COLUMNS = [
  ['Job', ''],
  ['Started', 'wide'],
  ['Status', ''],
  ['Progress or outcome', 'medium'],
  ['Duration', 'medium number'],
  ['Data set', 'wide'],
] as const;

const jobTable = (jobs: Job[]): HTMLElement =>
  h(
    'table',
    { class: 'jobs' },
    h('caption', { class: 'visually-hidden' }, 'Jobs, newest first'),
    h(
      'thead',
      {},
      h('tr', {}, ...COLUMNS.map(([name, kind]) => h('th', { scope: 'col', class: kind }, name))),
    ),
    h('tbody', {}, ...jobs.map(jobRow)),
  );

const jobRow = (job: Job): HTMLElement => {
  const href = hrefOf({ view: 'job', jobKey: job.job_key });
  const duration = formatDuration(jobSeconds(job, new Date()));
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      h('a', { href, id: `row-${job.job_key}`, class: 'mono' }, job.job_key),
      h('div', { class: 'narrow-only muted' }, `${progressOf(job)} · ${duration}`),
    ),
    h('td', { class: 'wide' }, timeOf(job.created_at)),
    h('td', {}, statusBadge(job)),
    h('td', { class: 'medium' }, progressOf(job)),
    h('td', { class: 'medium number' }, duration),
    h('td', { class: 'wide mono outside' }, job.train_file_path),
  );
};
