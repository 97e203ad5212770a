import { hasEnded, type Job } from '@ngwaf/contracts';
import { h, replaceContent } from '../dom.ts';
import { formatName } from '../format.ts';
import { progressOf } from '../job-summary.ts';
import { poll } from '../poll.ts';
import { hrefOf } from '../route.ts';
import { comparisonSection } from './comparison.ts';
import { diagnosticsSection } from './diagnostics.ts';
import { tick } from './duration.ts';
import { factsSection } from './job-facts.ts';
import { loading } from './notice.ts';
import { heading, statusBadge } from './parts.ts';
import { stepsSection } from './steps.ts';
import { createTrouble } from './trouble.ts';
import type { View, ViewContext } from './view.ts';

/** One job; it follows a running one to its end. */
export const jobView = (context: ViewContext, jobKey: string): View => {
  const content = h('div', {}, loading('the job'));
  const trouble = createTrouble(context, () => {
    polling.stop();
    polling = follow();
  });
  const badge = h('span', {});
  let announced: string | undefined;
  let shown = '';

  const show = (job: Job): void => {
    trouble.clear();
    // What has not changed stays, with whatever is selected or scrolled in it.
    if (shown === JSON.stringify(job)) return;
    shown = JSON.stringify(job);
    badge.replaceChildren(statusBadge(job));
    replaceContent(content, ...sections(job));
    const progress = progressOf(job);
    if (announced !== undefined && announced !== progress) context.announce(progress);
    announced = progress;
  };

  const follow = () =>
    poll({
      read: () => context.api.job(jobKey),
      fingerprint: (job) => JSON.stringify([job.status, job.step_status, job.outcome]),
      onValue: show,
      onError: (error, retryInMs) => {
        content.querySelector('.loading')?.remove();
        trouble.show(error, retryInMs);
      },
      isLast: ({ status }) => hasEnded(status),
    });
  let polling = follow();
  // Running times tick between two readings.
  const ticking = setInterval(() => tick(content), 1_000);

  return {
    title: jobKey,
    element: h(
      'div',
      {},
      h('p', { class: 'back' }, h('a', { href: hrefOf({ view: 'jobs' }) }, '← All jobs')),
      h('div', { class: 'title-row' }, heading(jobKey), badge),
      trouble.element,
      content,
    ),
    stop: () => {
      polling.stop();
      clearInterval(ticking);
    },
  };
};

const sections = (job: Job): (HTMLElement | undefined)[] => [
  job.failure &&
    h(
      'div',
      { class: 'notice notice-bad' },
      h('p', { class: 'notice-title' }, `Failed in: ${formatName(job.failure.step).toLowerCase()}`),
      h('p', { class: 'outside' }, job.failure.reason),
    ),
  job.outcome &&
    h(
      'div',
      { class: `notice notice-${job.outcome === 'promoted' ? 'good' : 'neutral'}` },
      h('p', { class: 'notice-title' }, progressOf(job)),
      job.outcome_reason && h('p', { class: 'outside' }, job.outcome_reason),
    ),
  h('div', { class: 'split split-even' }, stepsSection(job), factsSection(job)),
  job.model_diagnostics && diagnosticsSection(job.model_diagnostics),
  comparisonSection(job),
];
