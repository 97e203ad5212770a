import { h } from '../dom.ts';
import { formatDuration } from '../format.ts';

/** A duration that is known, or one that ticks. */
export const durationSince = (
  since: string | undefined,
  seconds: number | undefined,
): HTMLElement | string => {
  if (seconds !== undefined) return formatDuration(seconds);
  return since === undefined ? '' : h('span', { 'data-since': since }, elapsed(since));
};

const elapsed = (since: string): string =>
  formatDuration(Math.floor((Date.now() - new Date(since).getTime()) / 1000)).replace('.0', '');

/** Brings the ticking durations below an element up to now. */
export const tick = (content: HTMLElement): void => {
  for (const element of content.querySelectorAll<HTMLElement>('[data-since]')) {
    element.textContent = elapsed(element.dataset['since'] ?? '');
  }
};
