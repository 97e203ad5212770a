import { hasEnded, type Job } from '@ngwaf/contracts';
import { h } from '../dom.ts';
import { formatName, formatTime } from '../format.ts';
import { progressOf, stepsOf, type StepProgress } from '../job-summary.ts';
import { durationSince } from './duration.ts';
import { timeOf } from './parts.ts';

const STATES: Record<StepProgress['state'], [symbol: string, word: string]> = {
  done: ['✓', 'done'],
  current: ['●', 'running'],
  failed: ['✕', 'failed'],
  stopped: ['–', 'stopped'],
  pending: ['', 'to come'],
};

/** The six steps of a job, those to come included. */
export const stepsSection = (job: Job): HTMLElement =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'steps-heading' },
    h('h2', { id: 'steps-heading' }, 'Steps'),
    !job.steps?.length && !hasEnded(job.status) && h('p', { class: 'hint' }, progressOf(job)),
    h('ol', { class: 'steps' }, ...stepsOf(job).map(stepItem)),
  );

const stepItem = ({ step, state, startedAt, seconds }: StepProgress): HTMLElement => {
  const [symbol, word] = STATES[state];
  return h(
    'li',
    { class: `step step-${state}`, ...(state === 'current' && { 'aria-current': 'step' }) },
    h('span', { class: 'step-symbol', 'aria-hidden': 'true' }, symbol),
    h(
      'span',
      { class: 'step-name' },
      formatName(step),
      h('span', { class: 'visually-hidden' }, ` (${word})`),
    ),
    h(
      'span',
      { class: 'step-time muted' },
      startedAt !== undefined && timeOf(startedAt, formatTime),
    ),
    h('span', { class: 'step-duration number' }, durationSince(startedAt, seconds)),
  );
};
