import { ApiError, explain } from '../api-error.ts';
import { h, type Child } from '../dom.ts';
import type { ViewContext } from './view.ts';

/** What went wrong, in the API's words and ours, and what can be done. */
export const problem = (
  error: unknown,
  context: Partial<Pick<ViewContext, 'askForKey'>>,
  retry?: () => void,
): HTMLElement => {
  const { title, message, advice, issues } = explain(error);
  const kind = error instanceof ApiError ? error.kind : undefined;
  const isAboutKey = kind === 'key';
  const canRepeat = kind !== 'key' && kind !== 'not-found' && kind !== 'refused';
  return h(
    'div',
    { class: 'notice notice-bad', role: 'alert' },
    h('p', { class: 'notice-title' }, title),
    message !== undefined && h('p', { class: 'outside' }, message),
    issues.length > 0 &&
      h(
        'ul',
        {},
        ...issues.map(({ path, expected, found }) =>
          h('li', {}, h('code', {}, path), `: expected ${expected}, found ${found}`),
        ),
      ),
    advice !== '' && h('p', {}, advice),
    isAboutKey &&
      context.askForKey &&
      h('button', { type: 'button', onclick: context.askForKey }, 'Enter another key'),
    canRepeat && retry && h('button', { type: 'button', onclick: retry }, 'Try again'),
  );
};

/** A quiet box for what is not wrong. */
export const notice = (title: string, ...children: Child[]): HTMLElement =>
  h('div', { class: 'notice' }, h('p', { class: 'notice-title' }, title), ...children);

/** Shown while the first answer is awaited. */
export const loading = (what: string): HTMLElement =>
  h('p', { class: 'muted loading', role: 'status' }, `Loading ${what}…`);
