import { h, replaceContent } from '../dom.ts';
import { formatDuration } from '../format.ts';
import { problem } from './notice.ts';
import type { ViewContext } from './view.ts';

/** The place above what was read before, where a view says that it cannot read it again. */
export interface Trouble {
  element: HTMLElement;
  /** @param retryInMs undefined: it is not tried again by itself. */
  show(error: unknown, retryInMs: number | undefined): void;
  clear(): void;
}

export const createTrouble = (context: ViewContext, retry: () => void): Trouble => {
  const element = h('div', { class: 'trouble' });
  const next = h('p', { class: 'muted' });
  let said: string | undefined;

  return {
    element,
    show(error, retryInMs) {
      next.textContent =
        retryInMs === undefined ? '' : `Trying again in ${formatDuration(retryInMs / 1000)}.`;
      // Screen readers read an alert whenever it is put there: once for the same trouble.
      if (said === String(error)) return;
      said = String(error);
      replaceContent(element, problem(error, context, retry), next);
    },
    clear() {
      said = undefined;
      element.replaceChildren();
    },
  };
};
